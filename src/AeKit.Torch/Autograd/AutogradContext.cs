using TorchSharp.Autograd;

namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        /// <summary>What a custom function keeps between its forward and its backward.</summary>
        public sealed class AutogradContext : IDisposable
        {
            private readonly Dictionary<string, object> _data = [];
            private List<Tensor> _toSave = [];
            private SavedTensor[] _saved = [];
            private List<Tensor> _constant = [];

            internal AutogradContext()
            {
            }

            internal Node? Owner { get; set; }

            /// <summary>Keeps tensors for backward; a later in-place change of them is noticed.</summary>
            public void save_for_backward(List<Tensor> tensors) => _toSave = tensors ?? throw new ArgumentNullException(nameof(tensors));

            /// <summary>Keeps anything that is not a tensor.</summary>
            public void save_data(string key, object value)
            {
                if (value is Tensor) throw new ArgumentException("Tensors are kept by save_for_backward().", nameof(value));
                _data[key] = value;
            }

            /// <summary>Names results that have no gradient, such as positions.</summary>
            public void mark_non_differentiable(List<Tensor> tensors) => _constant = tensors ?? throw new ArgumentNullException(nameof(tensors));

            /// <summary>Whether backward of a function with several results gets zeros (the default) or null for a result that nothing depends on.</summary>
            public void set_materialize_grads(bool value) => MaterializeGrads = value;

            /// <summary>Whether backward gets zeros for a result that nothing depends on.</summary>
            public bool MaterializeGrads { get; private set; } = true;

            /// <summary>The tensors given to <see cref="save_for_backward"/>, in order.</summary>
            public List<Tensor> get_saved_variables() => [.. _saved.Select(s => s.Unpack(Owner!))];

            /// <summary>What was kept under that name, or null.</summary>
            public object? get_data(string key) => _data.GetValueOrDefault(key);

            /// <summary>Lets go of the saved tensors.</summary>
            public void Dispose()
            {
                for (var i = 0; i < _saved.Length; i++) _saved[i].Release();
            }

            internal bool IsDifferentiable(Tensor result) => result.is_floating_point() && !_constant.Any(c => ReferenceEquals(c, result));

            internal void Save() => _saved = [.. _toSave.Select(t => new SavedTensor(t))];
        }
    }
}
