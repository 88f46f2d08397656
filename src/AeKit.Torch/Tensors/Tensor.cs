using TorchSharp.Autograd;
using TorchSharp.Memory;
using TorchSharp.Tensors;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>
    /// An n-dimensional array of one element type that can record how it was computed. A tensor is a handle on
    /// storage that views share; disposing a handle leaves the other handles valid.
    /// </summary>
    public partial class Tensor : IDisposable
    {
        private Storage? _storage;
        private Layout _layout;
        private AutogradMeta? _meta;

        /// <summary>A tensor of <paramref name="layout"/> on <paramref name="storage"/>, taking over one storage handle.</summary>
        internal Tensor(Storage storage, Layout layout, ScalarType type, bool tracked = true)
        {
            _storage = storage;
            _layout = layout;
            dtype = type;
            if (tracked) DisposeScope.Current?.Add(this);
        }

        internal Layout Layout
        {
            get => _storage is null ? throw Disposed() : _layout;
            set => _layout = value;
        }

        internal Storage Storage => _storage ?? throw Disposed();

        internal bool IsDisposed => _storage is null;

        /// <summary>What autograd knows about the tensor; shared by all handles on it, null while there is nothing to know.</summary>
        internal AutogradMeta? Meta
        {
            get
            {
                if (_meta is ViewMeta { IsStale: true } view) view.Follow(Layout);
                return _meta;
            }
            set => _meta = value;
        }

        /// <summary>Whether this is a view taken under no_grad(): the tensor it shows a part of cannot hear of its changes.</summary>
        internal bool IsUnrecordedView { get; private set; }

        internal DisposeScope? OwningDisposeScope { get; set; }

        internal int ScopeIndex { get; set; }

        /// <summary>A name to tell tensors apart; free for the user.</summary>
        public string? name { get; set; }

        /// <summary>The element type.</summary>
        public ScalarType dtype { get; private set; }

        /// <summary>Where the tensor lives: the CPU.</summary>
        public Device device => CPU;

        /// <summary>The kind of device.</summary>
        public DeviceType device_type => DeviceType.CPU;

        /// <summary>Whether the tensor lives on a GPU: no.</summary>
        public bool is_cuda => false;

        /// <summary>The sizes, a fresh array.</summary>
        public long[] shape => (long[])Layout.Sizes.Clone();

        /// <summary>The sizes, a fresh array.</summary>
        public long[] size() => shape;

        /// <summary>The size of dimension <paramref name="dim"/>; negative numbers count from the end.</summary>
        public long size(int dim) => Layout.Sizes[Shape.Dimension(dim, Layout.Rank, "size")];

        /// <summary>Number of dimensions.</summary>
        public long Dimensions => Layout.Rank;

        /// <summary>Number of dimensions.</summary>
        public long dim() => Layout.Rank;

        /// <summary>Number of dimensions.</summary>
        public long ndim => Layout.Rank;

        /// <summary>Number of elements.</summary>
        public long NumberOfElements => Layout.Count;

        /// <summary>Number of elements.</summary>
        public long numel() => Layout.Count;

        /// <summary>Bytes per element.</summary>
        public long ElementSize => dtype.Size();

        /// <summary>Bytes per element.</summary>
        public long element_size() => dtype.Size();

        /// <summary>Steps in elements between neighbours along each dimension.</summary>
        public long[] stride() => (long[])Layout.Strides.Clone();

        /// <summary>Step in elements between neighbours along <paramref name="dim"/>.</summary>
        public long stride(int dim) => Layout.Strides[Shape.Dimension(dim, Layout.Rank, "stride")];

        /// <summary>Position of the first element in the storage.</summary>
        public long storage_offset() => Layout.Offset;

        /// <summary>Whether elements lie row by row without gaps.</summary>
        public bool is_contiguous() => Layout.IsContiguous;

        /// <summary>Whether the element type is an integer type.</summary>
        public bool is_integral() => torch.is_integral(dtype);

        /// <summary>Whether the element type is Float32 or Float64.</summary>
        public bool is_floating_point() => dtype.IsFloatingPoint();

        /// <summary>Whether the handle has been disposed.</summary>
        public bool IsInvalid => _storage is null;

        /// <summary>Lets go of the storage; its memory is reused once no other handle or recorded operation needs it.</summary>
        public void Dispose()
        {
            OwningDisposeScope?.Remove(this);
            var storage = _storage;
            if (storage is null) return;
            _storage = null;
            storage.ReleaseHandle();
            _meta = null;
            GC.SuppressFinalize(this);
        }

        /// <summary>Hands the tensor from its dispose scope to the enclosing one. Returns this.</summary>
        public Tensor MoveToOuterDisposeScope()
        {
            OwningDisposeScope?.MoveToOuter(this);
            return this;
        }

        /// <summary>Takes the tensor out of its dispose scope: the caller disposes it. Returns this.</summary>
        public Tensor DetachFromDisposeScope()
        {
            OwningDisposeScope?.Remove(this);
            return this;
        }

        /// <summary>Hands the tensor to the scope that owns <paramref name="other"/>. Returns this.</summary>
        public Tensor MoveToOtherDisposeScope(Tensor other) => MoveToOtherDisposeScope(other.OwningDisposeScope);

        /// <summary>Hands the tensor to <paramref name="other"/>; null means nobody. Returns this.</summary>
        public Tensor MoveToOtherDisposeScope(DisposeScope? other)
        {
            OwningDisposeScope?.Remove(this);
            other?.Add(this);
            return this;
        }

        /// <summary>Another handle on the same tensor, with the same gradient and history.</summary>
        public Tensor alias()
        {
            // Both handles must hear of a history that an in-place change gives to one of them.
            if (GradMode.Enabled) Meta ??= new AutogradMeta();
            return Alias(tracked: true);
        }

        /// <summary>Whether both are handles on the same object; element-wise comparison is <c>eq</c>.</summary>
        public override bool Equals(object? obj) => ReferenceEquals(this, obj);

        /// <summary>Hash of the handle.</summary>
        public override int GetHashCode() => base.GetHashCode();

        internal Tensor Alias(bool tracked)
        {
            Storage.AddHandle();
            return new Tensor(Storage, Layout, dtype, tracked) { Meta = Meta, IsUnrecordedView = IsUnrecordedView };
        }

        /// <summary>A view with another layout, still without history; an in-place change of one is known to the other.</summary>
        internal Tensor ViewAs(Layout layout)
        {
            var view = Relaid(layout);
            if (GradMode.Enabled && !IsUnrecordedView) view._meta = ViewMeta.Of(Meta ??= new AutogradMeta(), Layout);
            else view.IsUnrecordedView = true;
            return view;
        }

        /// <summary>A tensor of its own on the same storage with another layout.</summary>
        internal Tensor Relaid(Layout layout)
        {
            Storage.AddHandle();
            return new Tensor(Storage, layout, dtype);
        }

        /// <summary>An uninitialised tensor without history.</summary>
        internal static Tensor Empty(Layout layout, ScalarType type, bool tracked = true)
            => new(Storage.Rent((long)layout.Count * type.Size()), layout.Packed(), type, tracked);

        /// <summary>The elements of a contiguous tensor, in order.</summary>
        internal Span<T> Span<T>() where T : unmanaged
        {
            if (!Layout.IsContiguous) throw new InvalidOperationException("Only a contiguous tensor is one span.");
            return Storage.Span<T>().Slice(Layout.Offset, Layout.Count);
        }

        /// <summary>Takes over storage, layout and history of <paramref name="source"/>, which is left disposed.</summary>
        private protected Tensor(Tensor source, AutogradMeta? meta)
        {
            _storage = source.Storage;
            _layout = source.Layout;
            dtype = source.dtype;
            Meta = meta;
            var scope = source.OwningDisposeScope;
            scope?.Remove(source);
            source._storage = null;
            scope?.Add(this);
        }

        /// <summary>Replaces this handle's contents by those of <paramref name="source"/>, which is left disposed.</summary>
        internal void TakeOver(Tensor source)
        {
            Storage.ReleaseHandle();
            _storage = source.Storage;
            _layout = source.Layout;
            dtype = source.dtype;
            source._storage = null;
            source.OwningDisposeScope?.Remove(source);
        }

        private ObjectDisposedException Disposed() => new(nameof(Tensor),
            $"This tensor (shape {Shape.Text(_layout.Sizes)}, {dtype}) has been disposed, by Dispose() or at the end of a dispose scope. To keep a tensor beyond its scope call MoveToOuterDisposeScope().");
    }
}
