using System.Collections;
using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>A list of modules, named by position. It shows no parameters until its parent registers its components.</summary>
    /// <typeparam name="T">The kind of modules.</typeparam>
    public class ModuleList<T> : torch.nn.Module, IList<T> where T : torch.nn.Module
    {
        private readonly List<T> _list;
        private bool _registered;

        /// <summary>A list of the given modules.</summary>
        public ModuleList(params T[] modules) : base(nameof(ModuleList<T>)) => _list = [.. modules];

        /// <summary>The module at a position.</summary>
        public T this[int index]
        {
            get => _list[index];
            set => _list[index] = value;
        }

        /// <summary>Number of modules.</summary>
        public int Count => _list.Count;

        /// <summary>False.</summary>
        public bool IsReadOnly => false;

        /// <summary>Adds a module at the end.</summary>
        public void Add(T item) => _list.Add(item);

        /// <summary>Adds modules at the end.</summary>
        public void append(params T[] parameters) => _list.AddRange(parameters);

        /// <summary>Adds modules at the end.</summary>
        public void extend(IEnumerable<T> modules) => _list.AddRange(modules);

        /// <summary>Removes all modules.</summary>
        public void Clear() => _list.Clear();

        /// <summary>Whether the list has the module.</summary>
        public bool Contains(T item) => _list.Contains(item);

        /// <summary>Copies the modules into an array.</summary>
        public void CopyTo(T[] array, int arrayIndex) => _list.CopyTo(array, arrayIndex);

        /// <summary>The position of a module, or −1.</summary>
        public int IndexOf(T item) => _list.IndexOf(item);

        /// <summary>Inserts a module.</summary>
        public void Insert(int index, T item) => _list.Insert(index, item);

        /// <summary>Removes a module.</summary>
        public bool Remove(T item) => _list.Remove(item);

        /// <summary>Removes the module at a position.</summary>
        public void RemoveAt(int index) => _list.RemoveAt(index);

        /// <summary>The modules in order.</summary>
        public IEnumerator<T> GetEnumerator() => _list.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        /// <summary>Registers the modules under their positions.</summary>
        protected override void RegisterComponents()
        {
            if (_registered) return;
            _registered = true;
            for (var i = 0; i < _list.Count; i++) register_module(i.ToString(), _list[i]);
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>A list of modules.</summary>
            public static ModuleList<T> ModuleList<T>(params T[] modules) where T : Module => new(modules);
        }
    }
}
