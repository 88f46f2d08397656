using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>Modules applied one after the other, called "0", "1", … unless named.</summary>
    /// <example><code>
    /// var encoder = torch.nn.Sequential(torch.nn.Linear(784, 32), torch.nn.ReLU());
    /// </code></example>
    public class Sequential : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        private readonly List<torch.nn.IModule<torch.Tensor, torch.Tensor>> _steps = [];

        internal Sequential(params (string Name, torch.nn.Module<torch.Tensor, torch.Tensor> Module)[] modules) : base(nameof(Sequential))
        {
            foreach (var (key, module) in modules) append(key, module);
        }

        /// <summary>Number of modules.</summary>
        public int Count => _steps.Count;

        /// <summary>The module at a position.</summary>
        public torch.nn.IModule<torch.Tensor, torch.Tensor> this[int index] => _steps[index];

        /// <summary>Adds a module at the end. Returns this.</summary>
        public Sequential append(string name, torch.nn.IModule<torch.Tensor, torch.Tensor> module)
        {
            register_module(name, (torch.nn.Module)module);
            _steps.Add(module);
            return this;
        }

        /// <summary>Adds a module at the end, named by its position. Returns this.</summary>
        public Sequential append(torch.nn.IModule<torch.Tensor, torch.Tensor> module) => append(_steps.Count.ToString(), module);

        /// <summary>Applies all modules in order.</summary>
        public override torch.Tensor forward(torch.Tensor tensor)
        {
            if (_steps.Count == 0) return tensor.alias();
            for (var i = 0; i < _steps.Count; i++)
            {
                var both = _steps[i] is IActivatedLayer layer && i + 1 < _steps.Count ? layer.Apply(tensor, _steps[i + 1]) : null;
                if (both is not null) i++;
                tensor = both ?? _steps[i].call(tensor);
            }
            return tensor;
        }

        /// <summary>Nothing: modules are registered when they are added.</summary>
        protected override void RegisterComponents()
        {
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Modules applied one after the other, called "0", "1", ….</summary>
            public static Sequential Sequential(params Module<Tensor, Tensor>[] modules)
                => new([.. modules.Select((m, i) => (i.ToString(), m))]);

            /// <summary>Modules applied one after the other, with names.</summary>
            public static Sequential Sequential(params (string name, Module<Tensor, Tensor> submodule)[] modules) => new(modules);

            /// <summary>Modules applied one after the other, with names.</summary>
            public static Sequential Sequential(IEnumerable<(string name, Module<Tensor, Tensor> submodule)> modules) => new([.. modules]);
        }
    }
}
