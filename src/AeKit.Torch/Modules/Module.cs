using System.Reflection;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Neural networks: modules, losses, initialisation.</summary>
    public static partial class nn
    {
        /// <summary>
        /// A part of a network with parameters and submodules. A subclass keeps them in fields and calls
        /// <see cref="RegisterComponents"/> at the end of its constructor; names are the field names.
        /// </summary>
        public partial class Module : IDisposable
        {
            private readonly Dictionary<string, Module> _submodules = [];
            private readonly Dictionary<string, Parameter> _parameters = [];
            private readonly Dictionary<string, (Tensor Tensor, bool Persistent)> _buffers = [];
            private bool _componentsRegistered;
            private bool _training = true;

            /// <summary>A module called <paramref name="name"/>.</summary>
            protected Module(string name) => this.name = name;

            /// <summary>The module's name.</summary>
            protected string? name;

            /// <summary>Whether the module is in training mode, which dropout and batch normalisation depend on.</summary>
            public virtual bool training => _training;

            /// <summary>The module's name.</summary>
            public virtual string GetName() => name ?? GetType().Name;

            /// <summary>Switches this module and all in it to training mode (or evaluation mode, if false).</summary>
            public virtual void train(bool train = true)
            {
                _training = train;
                foreach (var (_, child) in named_children()) child.train(train);
            }

            /// <summary>Switches this module and all in it to evaluation mode.</summary>
            public virtual void eval() => train(false);

            /// <summary>Forgets the gradients of all parameters, or sets them to zero.</summary>
            public virtual void zero_grad(bool set_to_none = true)
            {
                foreach (var parameter in parameters())
                {
                    if (set_to_none) parameter.grad = null;
                    else if (parameter.Meta?.Grad is { } grad) using (no_grad()) grad.zero_();
                }
            }

            /// <summary>Applies <paramref name="fn"/> to all submodules and then to this. Returns this.</summary>
            public virtual Module apply(Action<Module> fn)
            {
                ArgumentNullException.ThrowIfNull(fn);
                foreach (var (_, child) in named_children()) child.apply(fn);
                fn(this);
                return this;
            }

            /// <summary>The parameters, own first, then those of submodules in field order; each once.</summary>
            public virtual IEnumerable<Parameter> parameters(bool recurse = true) => named_parameters(recurse).Select(p => p.parameter);

            /// <summary>The parameters with names such as "encoder.0.weight"; each once.</summary>
            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
            {
                HashSet<Parameter> seen = new(ReferenceEqualityComparer.Instance);
                foreach (var (key, parameter) in _parameters)
                    if (seen.Add(parameter)) yield return (key, parameter);
                if (!recurse) yield break;
                foreach (var (child, module) in named_children())
                    foreach (var (key, parameter) in module.named_parameters())
                        if (seen.Add(parameter)) yield return ($"{child}.{key}", parameter);
            }

            /// <summary>The buffers, tensors that are stored but not learned.</summary>
            public virtual IEnumerable<Tensor> buffers(bool recurse = true, bool include_nonpersistent = true)
                => named_buffers(recurse, include_nonpersistent).Select(b => b.buffer);

            /// <summary>The buffers with names such as "1.running_mean"; each once.</summary>
            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_nonpersistent = true)
            {
                HashSet<Tensor> seen = new(ReferenceEqualityComparer.Instance);
                foreach (var (key, (buffer, persistent)) in _buffers)
                    if ((persistent || include_nonpersistent) && seen.Add(buffer)) yield return (key, buffer);
                if (!recurse) yield break;
                foreach (var (child, module) in named_children())
                    foreach (var (key, buffer) in module.named_buffers(true, include_nonpersistent))
                        if (seen.Add(buffer)) yield return ($"{child}.{key}", buffer);
            }

            /// <summary>The direct submodules and their names.</summary>
            public virtual IEnumerable<(string name, Module module)> named_children() => _submodules.Select(m => (m.Key, m.Value));

            /// <summary>The direct submodules.</summary>
            public virtual IEnumerable<Module> children() => named_children().Select(c => c.module);

            /// <summary>All submodules, direct ones first, with names such as "encoder.0".</summary>
            public virtual IEnumerable<(string name, Module module)> named_modules()
            {
                foreach (var child in named_children()) yield return child;
                foreach (var (child, module) in named_children())
                    foreach (var (key, below) in module.named_modules()) yield return ($"{child}.{key}", below);
            }

            /// <summary>All submodules, direct ones first.</summary>
            public virtual IEnumerable<Module> modules() => named_modules().Select(m => m.module);

            /// <summary>The parameter of that name, or null.</summary>
            public virtual Parameter? get_parameter(string target)
                => named_parameters().FirstOrDefault(p => p.name == target).parameter;

            /// <summary>The buffer of that name, or null.</summary>
            public virtual Tensor? get_buffer(string target) => named_buffers().FirstOrDefault(b => b.name == target).buffer;

            /// <summary>Makes <paramref name="param"/> a parameter of this module.</summary>
            public virtual void register_parameter(string name, Parameter param)
            {
                ArgumentNullException.ThrowIfNull(param);
                if (!_parameters.TryAdd(name, param)) throw new InvalidOperationException($"Parameter {name} is already registered.");
            }

            /// <summary>Makes <paramref name="tensor"/> a buffer of this module.</summary>
            public virtual void register_buffer(string name, Tensor tensor, bool persistent = true)
            {
                ArgumentNullException.ThrowIfNull(tensor);
                tensor.DetachFromDisposeScope();
                if (!_buffers.TryAdd(name, (tensor, persistent))) throw new InvalidOperationException($"Tensor {name} is already registered.");
            }

            /// <summary>Makes <paramref name="submodule"/> a submodule of this.</summary>
            public virtual void register_module(string name, Module submodule)
            {
                ArgumentNullException.ThrowIfNull(submodule);
                if (string.IsNullOrEmpty(name) || name.Contains('.'))
                    throw new ArgumentException($"A module name must not be empty or contain a dot, got \"{name}\".");
                submodule.RegisterComponents();
                if (!_submodules.TryAdd(name, submodule)) throw new InvalidOperationException($"Sub-module {name} is already registered.");
            }

            /// <summary>The same as <see cref="register_module"/>.</summary>
            public void add_module(string name, Module module) => register_module(name, module);

            /// <summary>Registers the parameters, submodules and buffers found in this object's fields, in field order.</summary>
            protected virtual void RegisterComponents()
            {
                if (_componentsRegistered) return;
                _componentsRegistered = true;
                foreach (var field in ComponentFields())
                {
                    var key = ComponentName(field);
                    if (_submodules.ContainsKey(key) || _parameters.ContainsKey(key) || _buffers.ContainsKey(key)) continue;
                    switch (field.GetValue(this))
                    {
                        case Module module: register_module(key, module); break;
                        case Parameter parameter: register_parameter(key, parameter); break;
                        case Tensor tensor: register_buffer(key, tensor); break;
                    }
                }
            }

            /// <summary>Puts <paramref name="value"/> in the place of a parameter, or removes it if null.</summary>
            protected void ConditionallyRegisterParameter(string name, Parameter? value)
            {
                if (value is null) _parameters.Remove(name);
                else _parameters[name] = value;
            }

            /// <summary>Puts <paramref name="value"/> in the place of a buffer, or removes it if null.</summary>
            protected void ConditionallyRegisterBuffer(string name, Tensor? value, bool persistent = true)
            {
                if (value is null) _buffers.Remove(name);
                else _buffers[name] = (value.DetachFromDisposeScope(), persistent);
            }

            /// <summary>Converts all floating-point parameters and buffers to <paramref name="dtype"/>, in place.</summary>
            protected internal virtual Module _to(ScalarType dtype, bool non_blocking)
            {
                if (!dtype.IsFloatingPoint())
                    throw new ArgumentException($"A module can be converted only to a floating-point type, not {dtype}.");
                foreach (var tensor in parameters().Concat(buffers()))
                {
                    if (!tensor.is_floating_point() || tensor.dtype == dtype) continue;
                    tensor.TakeOver(Ops.Copy.Packed(tensor, dtype));
                    if (tensor.Meta?.Grad is { } grad) grad.TakeOver(Ops.Copy.Packed(grad, dtype));
                }
                return this;
            }

            /// <summary>Disposes parameters, buffers and submodules.</summary>
            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            /// <summary>Disposes parameters, buffers and submodules.</summary>
            protected virtual void Dispose(bool disposing)
            {
                if (!disposing) return;
                foreach (var parameter in _parameters.Values)
                {
                    parameter.Meta?.Grad?.Dispose();
                    parameter.Dispose();
                }
                foreach (var (buffer, _) in _buffers.Values) buffer.Dispose();
                foreach (var child in children()) child.Dispose();
            }

            // Base classes last, as GetFields lists inherited fields in TorchSharp.
            private IEnumerable<FieldInfo> ComponentFields()
            {
                HashSet<string> seen = [];
                for (var type = GetType(); type is not null && type != typeof(Module); type = type.BaseType)
                    foreach (var field in type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly))
                        if (seen.Add(field.Name)) yield return field;
            }

            // The field behind an automatic property is called <Name>k__BackingField.
            private static string ComponentName(FieldInfo field)
                => field.GetCustomAttribute<Utils.ComponentNameAttribute>()?.Name ?? field.Name;
        }

        /// <summary>A module from <typeparamref name="T"/> to <typeparamref name="TResult"/>.</summary>
        /// <typeparam name="T">Usually Tensor.</typeparam>
        /// <typeparam name="TResult">Usually Tensor.</typeparam>
        public interface IModule<T, TResult>
        {
            /// <summary>Applies the module.</summary>
            TResult call(T input1);
        }

        /// <summary>A module with one input; the subclass says in <see cref="forward"/> what it computes.</summary>
        /// <typeparam name="T">Usually Tensor.</typeparam>
        /// <typeparam name="TResult">Usually Tensor.</typeparam>
        public abstract class Module<T, TResult> : Module, IModule<T, TResult>
        {
            /// <summary>A module called <paramref name="name"/>.</summary>
            protected Module(string name) : base(name)
            {
            }

            /// <summary>What the module computes.</summary>
            public abstract TResult forward(T input);

            /// <summary>Applies the module.</summary>
            public TResult call(T input) => forward(input);
        }

        /// <summary>A module with two inputs, for instance a loss.</summary>
        /// <typeparam name="T1">Usually Tensor.</typeparam>
        /// <typeparam name="T2">Usually Tensor.</typeparam>
        /// <typeparam name="TResult">Usually Tensor.</typeparam>
        public abstract class Module<T1, T2, TResult> : Module
        {
            /// <summary>A module called <paramref name="name"/>.</summary>
            protected Module(string name) : base(name)
            {
            }

            /// <summary>What the module computes.</summary>
            public abstract TResult forward(T1 input1, T2 input2);

            /// <summary>Applies the module.</summary>
            public TResult call(T1 input1, T2 input2) => forward(input1, input2);
        }

        /// <summary>A module with three inputs.</summary>
        /// <typeparam name="T1">Usually Tensor.</typeparam>
        /// <typeparam name="T2">Usually Tensor.</typeparam>
        /// <typeparam name="T3">Usually Tensor.</typeparam>
        /// <typeparam name="TResult">Usually Tensor.</typeparam>
        public abstract class Module<T1, T2, T3, TResult> : Module
        {
            /// <summary>A module called <paramref name="name"/>.</summary>
            protected Module(string name) : base(name)
            {
            }

            /// <summary>What the module computes.</summary>
            public abstract TResult forward(T1 input1, T2 input2, T3 input3);

            /// <summary>Applies the module.</summary>
            public TResult call(T1 input1, T2 input2, T3 input3) => forward(input1, input2, input3);
        }
    }
}

/// <summary>Conversions that return the module in its own type.</summary>
public static class ModuleExtensionMethods
{
    /// <summary>Converts all floating-point parameters and buffers to <paramref name="type"/>.</summary>
    public static T to<T>(this T module, torch.ScalarType type, bool non_blocking = false) where T : torch.nn.Module
        => (T)module._to(type, non_blocking);

    /// <summary>Moves the module to <paramref name="device"/>, which must be the CPU.</summary>
    public static T to<T>(this T module, torch.Device device, bool non_blocking = false) where T : torch.nn.Module
    {
        torch.RequireCpu(device);
        return module;
    }

    /// <summary>Moves the module to <paramref name="device"/>, which must be "cpu".</summary>
    public static T to<T>(this T module, string device, bool non_blocking = false) where T : torch.nn.Module
        => module.to(new torch.Device(device), non_blocking);

    /// <summary>Converts the module and moves it to <paramref name="device"/>, which must be the CPU.</summary>
    public static T to<T>(this T module, torch.Device device, torch.ScalarType type, bool non_blocking = false) where T : torch.nn.Module
        => module.to(device, non_blocking).to(type, non_blocking);

    /// <summary>The module, which is on the CPU already.</summary>
    public static T cpu<T>(this T module, bool non_blocking = false) where T : torch.nn.Module => module;

    /// <summary>Not available: this engine computes on the CPU.</summary>
    public static T cuda<T>(this T module, int deviceIndex = -1, bool non_blocking = false) where T : torch.nn.Module
        => module.to(torch.CUDA, non_blocking);
}
