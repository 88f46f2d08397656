using System.Numerics;
using System.Runtime.Intrinsics;

namespace TorchSharp.Kernels;

/// <summary>
/// Rows as wide as a map, of which the columns in reach count and the others are zero. Whole vectors are read
/// and written, up to one beyond either end.
/// </summary>
internal readonly unsafe struct VectorRow<T> where T : unmanaged, INumber<T>
{
    private readonly int _width;
    private readonly int _last;
    private readonly int _first;
    private readonly int _end;
    private readonly bool _irregular;
    private readonly Vector256<T> _firstMask;
    private readonly Vector256<T> _lastMask;

    internal VectorRow(in Reach reach, int width)
    {
        _width = width;
        _first = reach.First;
        _end = reach.End;
        _last = (width - 1) / Lanes * Lanes;
        _firstMask = Vector256.GreaterThanOrEqual(Vector256<T>.Indices, Vector256.Create(T.CreateTruncating(_first)));
        _lastMask = Vector256.LessThan(Vector256<T>.Indices, Vector256.Create(T.CreateTruncating(_end - _last)));
        if (_last == 0) _firstMask &= _lastMask;
        // Wide padding: whole vectors of it.
        _irregular = _first >= _end || (_last > 0 && (_first > Lanes || _end < _last));
    }

    private static int Lanes => Vector256<T>.Count;

    /// <summary>
    /// For each image writes rows that lie one after the other: some of zeros, some copied from rows a step apart, some of zeros.
    /// </summary>
    internal void Copy(int images, T* source, nint sourceStride, nint step, T* target, int before, int rows, int after)
    {
        if (_irregular) CopyElements(images, source, sourceStride, step, target, before, rows, after);
        else if (_last == 0) CopyVectors(images, source, sourceStride, step, target, before, rows, after);
        else CopyRows(images, source, sourceStride, step, target, before, rows, after);
    }

    /// <summary>For each image adds rows that lie one after the other to rows a step apart.</summary>
    internal void Add(int images, T* source, nint sourceStride, T* target, nint targetStride, nint step, int rows)
    {
        // A vector load that meets a store still under way waits for it: neighbouring rows that share vectors are
        // added at different times.
        var passes = step < _last + Lanes ? 2 : 1;
        for (var pass = 0; pass < passes; pass++)
        {
            var (from, to) = ((nint)source + pass * _width * sizeof(T), (nint)target + pass * step * sizeof(T));
            var count = (rows - pass + passes - 1) / passes;
            if (_irregular) AddElements(images, (T*)from, sourceStride, passes * _width, (T*)to, targetStride, passes * step, count);
            else if (_last == 0) AddVectors(images, (T*)from, sourceStride, passes * _width, (T*)to, targetStride, passes * step, count);
            else AddRows(images, (T*)from, sourceStride, passes * _width, (T*)to, targetStride, passes * step, count);
        }
    }

    private void CopyVectors(int images, T* source, nint sourceStride, nint step, T* target, int before, int rows, int after)
    {
        var mask = _firstMask;
        nint width = _width;
        for (; images > 0; images--, source += sourceStride)
        {
            for (var y = before; y > 0; y--, target += width) Vector256<T>.Zero.Store(target);
            var from = source;
            for (var y = rows; y > 0; y--, target += width, from += step) (Vector256.Load(from) & mask).Store(target);
            for (var y = after; y > 0; y--, target += width) Vector256<T>.Zero.Store(target);
        }
    }

    private void CopyRows(int images, T* source, nint sourceStride, nint step, T* target, int before, int rows, int after)
    {
        var (first, last) = (_firstMask, _lastMask);
        var (width, end, lanes) = ((nint)_width, (nint)_last, (nint)Lanes);
        for (; images > 0; images--, source += sourceStride)
        {
            target = Clear(target, before);
            var from = source;
            for (var y = rows; y > 0; y--, target += width, from += step)
            {
                (Vector256.Load(from) & first).Store(target);
                for (var x = lanes; x < end; x += lanes) Vector256.Load(from + x).Store(target + x);
                (Vector256.Load(from + end) & last).Store(target + end);
            }
            target = Clear(target, after);
        }
    }

    private void CopyElements(int images, T* source, nint sourceStride, nint step, T* target, int before, int rows, int after)
    {
        for (; images > 0; images--, source += sourceStride)
        {
            var from = source;
            var to = target + (nint)before * _width;
            target = Clear(target, before + rows + after);
            for (var y = rows; y > 0; y--, to += _width, from += step)
                for (var x = _first; x < _end; x++) to[x] = from[x];
        }
    }

    private T* Clear(T* target, int rows)
    {
        var end = target + (nint)rows * _width;
        for (; target < end; target += Lanes) Vector256<T>.Zero.Store(target);
        return end;
    }

    private void AddVectors(int images, T* source, nint sourceStride, nint sourceStep, T* target, nint targetStride, nint targetStep, int rows)
    {
        var mask = _firstMask;
        for (; images > 0; images--, source += sourceStride, target += targetStride)
        {
            var from = source;
            var to = target;
            for (var y = rows; y > 0; y--, from += sourceStep, to += targetStep)
                (Vector256.Load(to) + (Vector256.Load(from) & mask)).Store(to);
        }
    }

    private void AddRows(int images, T* source, nint sourceStride, nint sourceStep, T* target, nint targetStride, nint targetStep, int rows)
    {
        var (first, last) = (_firstMask, _lastMask);
        var (end, lanes) = ((nint)_last, (nint)Lanes);
        for (; images > 0; images--, source += sourceStride, target += targetStride)
        {
            var from = source;
            var to = target;
            for (var y = rows; y > 0; y--, from += sourceStep, to += targetStep)
            {
                (Vector256.Load(to) + (Vector256.Load(from) & first)).Store(to);
                for (var x = lanes; x < end; x += lanes) (Vector256.Load(to + x) + Vector256.Load(from + x)).Store(to + x);
                (Vector256.Load(to + end) + (Vector256.Load(from + end) & last)).Store(to + end);
            }
        }
    }

    private void AddElements(int images, T* source, nint sourceStride, nint sourceStep, T* target, nint targetStride, nint targetStep, int rows)
    {
        for (; images > 0; images--, source += sourceStride, target += targetStride)
        {
            var from = source;
            var to = target;
            for (var y = rows; y > 0; y--, from += sourceStep, to += targetStep)
                for (var x = _first; x < _end; x++) to[x] += from[x];
        }
    }
}
