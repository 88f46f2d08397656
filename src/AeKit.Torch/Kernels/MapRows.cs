namespace TorchSharp.Kernels;

/// <summary>The same rows, from <paramref name="First"/> to before <paramref name="End"/>, of the maps of neighbouring images.</summary>
internal readonly record struct MapRows(int Image, int Images, int First, int End)
{
    /// <summary>Rows per image.</summary>
    internal int Count => End - First;

    /// <summary>Rows that are numbered through the batch: part of an image, whole images, part of another one.</summary>
    internal static Enumerator Of(in ConvolutionShape s, int first, int count) => new(s.MapHeight, first, count);

    internal struct Enumerator
    {
        private readonly int _height;
        private int _image;
        private int _row;
        private int _left;

        internal Enumerator(int height, int first, int count)
        {
            (_image, _row) = Math.DivRem(first, height);
            _height = height;
            _left = count;
        }

        public MapRows Current { get; private set; }

        public readonly Enumerator GetEnumerator() => this;

        public bool MoveNext()
        {
            if (_left <= 0) return false;
            var images = _row > 0 ? 1 : Math.Max(_left / _height, 1);
            Current = new(_image, images, _row, Math.Min(_height, _row + _left));
            _left -= images * Current.Count;
            _image += images;
            _row = 0;
            return true;
        }
    }
}
