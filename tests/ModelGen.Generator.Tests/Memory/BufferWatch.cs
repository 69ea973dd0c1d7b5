using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ModelGen.Generator.Tests.Memory;

/// <summary>The buffers that a thread has used since it is watched, by their addresses: they stay where they are.</summary>
public sealed class BufferWatch : IDisposable
{
    // What library methods write beyond a buffer's ends is found by its not being there any more.
    private const byte Filling = 0xCD;

    private readonly SortedList<nint, nint> _buffers = [];
    private readonly List<Func<bool>> _gaps = [];
    private readonly Action _end;

    internal BufferWatch(Action end) => _end = end;

    /// <summary>The accesses and moves that were checked.</summary>
    public long Count { get; private set; }

    /// <summary>Whether nobody has written where no buffer is, around those of <see cref="CheckedMemory.Allocate"/>.</summary>
    public bool AreGapsWhole => _gaps.TrueForAll(isWhole => isWhole());

    /// <summary>Fills what is before and behind the buffer in an array.</summary>
    public void AddGaps<T>(T[] array, int first, int length)
        where T : unmanaged
    {
        int size = Unsafe.SizeOf<T>(), start = first * size, end = (first + length) * size;
        Bytes()[..start].Fill(Filling);
        Bytes()[end..].Fill(Filling);
        _gaps.Add(() => !Bytes()[..start].ContainsAnyExcept(Filling) && !Bytes()[end..].ContainsAnyExcept(Filling));

        Span<byte> Bytes() => MemoryMarshal.AsBytes(array.AsSpan());
    }

    /// <summary>A part of a buffer is not another one; what is on the stack comes and goes.</summary>
    public void Add(nint start, nint end)
    {
        int before = Before(start);
        if (before >= 0 && _buffers.Values[before] >= end)
        {
            return;
        }

        foreach (nint part in _buffers.Keys.Where(k => k >= start && k < end).ToArray())
        {
            _buffers.Remove(part);
        }

        _buffers.Add(start, end);
    }

    /// <param name="size">Of an element, in bytes.</param>
    /// <exception cref="AccessViolationException">The bytes from <paramref name="address"/> on are not all in one buffer.</exception>
    public void Check(nint address, int length, int size, string member, int line)
    {
        Count++;
        int before = Before(address);
        if (before < 0 || address + length > _buffers.Values[before])
        {
            var nearest = _buffers.OrderBy(b => nint.Abs(b.Key - address)).Take(2).Select(b => $"{(address - b.Key) / size} of {(b.Value - b.Key) / size}");
            throw new AccessViolationException($"{member}, line {line}: {length / size} elements at {string.Join(" or ", nearest)}.");
        }
    }

    public void Dispose() => _end();

    /// <summary>The last buffer that does not begin behind <paramref name="address"/>; −1 if all do.</summary>
    private int Before(nint address)
    {
        IList<nint> starts = _buffers.Keys;
        int low = 0;
        for (int high = starts.Count; low < high;)
        {
            int middle = (low + high) / 2;
            (low, high) = starts[middle] <= address ? (middle + 1, high) : (low, middle);
        }

        return low - 1;
    }
}
