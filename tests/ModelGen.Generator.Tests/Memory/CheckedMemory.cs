using System;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ModelGen.CompilerServices;
using ModelGen.Numerics;

namespace ModelGen.Generator.Tests.Memory;

/// <summary>
/// What generated code calls in the place of references without bounds once <see cref="CheckedCode"/> has rewritten it. Each buffer is known from where its first
/// reference is made; every access must lie in one of them, and a reference may be moved only while it is in one, or just behind its end: one that has left may
/// have been moved by the collector with what it then pointed to.
/// </summary>
[SuppressMessage("Design", "CA1045", Justification = "The calls in its place have the same form.")]
public static class CheckedMemory
{
    /// <summary>In bytes: what lies around a buffer, so that who leaves it does not come into another one.</summary>
    private const int Gap = 1 << 14;

    private static readonly ConditionalWeakTable<Array, object> Ranges = [];

    [ThreadStatic]
    private static BufferWatch? s_watch;

    /// <summary>Whether this thread's accesses are checked.</summary>
    public static bool IsWatching => s_watch is not null;

    /// <summary>Checks this thread's accesses until the result is disposed.</summary>
    public static BufferWatch Watch() => s_watch = new(() => s_watch = null);

    /// <summary>Stands for AlignedBuffer.Allocate.</summary>
    public static T[] Allocate<T>(int length, out int offset)
        where T : unmanaged
    {
        int gap = Gap / Unsafe.SizeOf<T>();
        T[] buffer = AlignedBuffer.Allocate<T>(length + (2 * gap), out offset);
        offset += gap;
        Ranges.Add(buffer, (offset, length));
        s_watch?.AddGaps(buffer, offset, length);
        return buffer;
    }

    /// <summary>Memory to give to a model: while this thread is watched, it stays where it is.</summary>
    public static Span<T> Room<T>(int length)
        where T : unmanaged => s_watch is not null ? Allocate<T>(length, out int offset).AsSpan(offset, length) : new T[length];

    /// <summary>The same with values in it.</summary>
    public static Span<T> Copy<T>(T[] values)
        where T : unmanaged
    {
        Span<T> copy = Room<T>(values.Length);
        values.CopyTo(copy);
        return copy;
    }

    /// <summary>Stands for MemoryMarshal.GetReference.</summary>
    public static ref T Start<T>(Span<T> buffer) => ref Start((ReadOnlySpan<T>)buffer);

    /// <summary>Stands for MemoryMarshal.GetReference.</summary>
    public static ref T Start<T>(ReadOnlySpan<T> buffer)
    {
        ref T start = ref MemoryMarshal.GetReference(buffer);
        if (s_watch is { } watch && buffer.Length > 0)
        {
            nint address = Address(ref start);
            watch.Add(address, address + (buffer.Length * Unsafe.SizeOf<T>()));
        }

        return ref start;
    }

    /// <summary>Stands for MemoryMarshal.GetArrayDataReference.</summary>
    public static ref T Start<T>(T[] buffer)
    {
        (int first, int length) = Ranges.TryGetValue(buffer, out object? range) ? ((int, int))range : (0, buffer.Length);
        Start(buffer.AsSpan(first, length));
        return ref MemoryMarshal.GetArrayDataReference(buffer);
    }

    /// <summary>Stands for Unsafe.Add from the start of an array.</summary>
    public static ref T Move<T>(T[] buffer, nint elements)
    {
        Start(buffer);
        return ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(buffer), elements);
    }

    /// <summary>Stands for MemoryMarshal.CreateSpan.</summary>
    public static Span<T> Span<T>(ref T first, int length, [CallerMemberName] string member = "", [CallerLineNumber] int line = 0)
    {
        CheckAccess(ref first, length, member, line);
        return MemoryMarshal.CreateSpan(ref first, length);
    }

    /// <summary>Stands for Numbers.Span.</summary>
    public static Span<T> Span<T>(ref T first, nint place, int length, [CallerMemberName] string member = "", [CallerLineNumber] int line = 0) =>
        Span(ref Move(ref first, place, member, line), length, member, line);

    /// <summary>Stands for Check.NotOwn: what tests give to a model is their own.</summary>
    public static void NotOwn<T>(string model, string parameter, ReadOnlySpan<T> read, in CheckedParameters<T> parameters, in CheckedArena<T> arena)
        where T : unmanaged
    {
    }

    /// <summary>Stands for Check.Batch.</summary>
    public static int Batch<T>(string model, string parameter, ReadOnlySpan<T> inputs, int inputLength, int most, in CheckedParameters<T> parameters, in CheckedArena<T> arena)
        where T : unmanaged => Check.Examples(model, parameter, inputs.Length, inputLength, most);

    /// <summary>Stands for Check.BatchTargets.</summary>
    public static void BatchTargets<T>(string model, string parameter, ReadOnlySpan<T> targets, int examples, int perExample, in CheckedParameters<T> parameters, in CheckedArena<T> arena)
        where T : unmanaged => Check.Length(model, parameter, targets.Length, examples, perExample);

    /// <summary>Stands for Check.Parameters.</summary>
    public static ref T Parameters<T>(string model, string parameter, ReadOnlySpan<T> parameters, int count)
        where T : unmanaged
    {
        Check.Parameters(model, parameter, parameters, count);
        return ref Start(parameters);
    }

    /// <summary>Stands for TrainingTeam.ComputeGradients, by one thread.</summary>
    public static T ComputeGradients<T, TPasses, TTarget>(
        TrainingTeam<T>? team, ref T parameters, ref T arena, ReadOnlySpan<T> inputs, ReadOnlySpan<TTarget> targets, int examples, DropoutDraw draw = default)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TPasses : IGradientPass<T, TTarget>
        where TTarget : unmanaged =>
        TPasses.ComputeGradients(ref parameters, ref arena, ref Start(inputs), ref Start(targets), draw, T.One / T.CreateTruncating(examples), null, examples);

    /// <summary>Stands for Unsafe.Add where a reference is wanted.</summary>
    public static ref T Move<T>(ref T from, nint elements, [CallerMemberName] string member = "", [CallerLineNumber] int line = 0)
    {
        CheckOrigin(ref from, member, line);
        return ref Unsafe.Add(ref from, elements);
    }

    /// <inheritdoc cref="Move{T}(ref T, nint, string, int)"/>
    public static ref T Move<T>(ref T from, nuint elements, [CallerMemberName] string member = "", [CallerLineNumber] int line = 0) => ref Move(ref from, (nint)elements, member, line);

    /// <summary>Stands for the element that a reference is at.</summary>
    public static ref T At<T>(ref T element, [CallerMemberName] string member = "", [CallerLineNumber] int line = 0)
    {
        CheckAccess(ref element, 1, member, line);
        return ref element;
    }

    /// <summary>Stands for Unsafe.Add where the element is wanted.</summary>
    public static ref T At<T>(ref T from, nint elements, [CallerMemberName] string member = "", [CallerLineNumber] int line = 0)
    {
        CheckOrigin(ref from, member, line);
        return ref At(ref Unsafe.Add(ref from, elements), member, line);
    }

    /// <inheritdoc cref="At{T}(ref T, nint, string, int)"/>
    public static ref T At<T>(ref T from, nuint elements, [CallerMemberName] string member = "", [CallerLineNumber] int line = 0) => ref At(ref from, (nint)elements, member, line);

    /// <summary>Stands for Vector128.LoadUnsafe.</summary>
    public static Vector128<T> Load128<T>(ref T from, nuint elements = 0, [CallerMemberName] string member = "", [CallerLineNumber] int line = 0)
    {
        CheckVector(ref from, elements, Vector128<T>.Count, member, line);
        return Vector128.LoadUnsafe(ref from, elements);
    }

    /// <summary>Stands for Vector256.LoadUnsafe.</summary>
    public static Vector256<T> Load256<T>(ref T from, nuint elements = 0, [CallerMemberName] string member = "", [CallerLineNumber] int line = 0)
    {
        CheckVector(ref from, elements, Vector256<T>.Count, member, line);
        return Vector256.LoadUnsafe(ref from, elements);
    }

    /// <summary>Stands for Vector512.LoadUnsafe.</summary>
    public static Vector512<T> Load512<T>(ref T from, nuint elements = 0, [CallerMemberName] string member = "", [CallerLineNumber] int line = 0)
    {
        CheckVector(ref from, elements, Vector512<T>.Count, member, line);
        return Vector512.LoadUnsafe(ref from, elements);
    }

    /// <summary>Stands for Vector128.StoreUnsafe.</summary>
    public static void Store<T>(Vector128<T> value, ref T to, nuint elements = 0, [CallerMemberName] string member = "", [CallerLineNumber] int line = 0)
    {
        CheckVector(ref to, elements, Vector128<T>.Count, member, line);
        value.StoreUnsafe(ref to, elements);
    }

    /// <summary>Stands for Vector256.StoreUnsafe.</summary>
    public static void Store<T>(Vector256<T> value, ref T to, nuint elements = 0, [CallerMemberName] string member = "", [CallerLineNumber] int line = 0)
    {
        CheckVector(ref to, elements, Vector256<T>.Count, member, line);
        value.StoreUnsafe(ref to, elements);
    }

    /// <summary>Stands for Vector512.StoreUnsafe.</summary>
    public static void Store<T>(Vector512<T> value, ref T to, nuint elements = 0, [CallerMemberName] string member = "", [CallerLineNumber] int line = 0)
    {
        CheckVector(ref to, elements, Vector512<T>.Count, member, line);
        value.StoreUnsafe(ref to, elements);
    }

    /// <summary>Stands for the load of a block.</summary>
    public static B LoadBlock<B, T>(ref T from, nint elements = 0, [CallerMemberName] string member = "", [CallerLineNumber] int line = 0)
        where B : struct, IBlock<B, T>
        where T : unmanaged
    {
        CheckVector(ref from, (nuint)elements, B.Width, member, line);
        return B.Load(ref from, elements);
    }

    /// <summary>Stands for the load of the larger of each two neighbours.</summary>
    public static B LoadLargerOfPairs<B, T>(ref T from, [CallerMemberName] string member = "", [CallerLineNumber] int line = 0)
        where B : struct, IBlock<B, T>
        where T : unmanaged
    {
        CheckVector(ref from, 0, 2 * B.Width, member, line);
        return B.LoadLargerOfPairs(ref from);
    }

    /// <summary>Stands for the load of the largest of each two neighbours and the two below.</summary>
    public static B LoadLargestOfSquares<B, T>(ref T first, ref T second, [CallerMemberName] string member = "", [CallerLineNumber] int line = 0)
        where B : struct, IBlock<B, T>
        where T : unmanaged
    {
        CheckVector(ref first, 0, 2 * B.Width, member, line);
        CheckVector(ref second, 0, 2 * B.Width, member, line);
        return B.LoadLargestOfSquares(ref first, ref second);
    }

    /// <summary>Stands for the store of a block.</summary>
    public static void StoreBlock<B, T>(B value, ref T to, nint elements = 0, [CallerMemberName] string member = "", [CallerLineNumber] int line = 0)
        where B : struct, IBlock<B, T>
        where T : unmanaged
    {
        CheckVector(ref to, (nuint)elements, B.Width, member, line);
        value.Store(ref to, elements);
    }

    /// <summary>Stands for the load of neighbouring columns.</summary>
    public static B LoadColumns<B, T>(ref T from, nint index, nint step, [CallerMemberName] string member = "", [CallerLineNumber] int line = 0)
        where B : struct, IColumns<B, T>
        where T : unmanaged
    {
        CheckColumns(ref from, index, step, 0, B.Columns, B.Lanes, member, line);
        return B.LoadColumns(ref from, index, step);
    }

    /// <summary>Stands for the load of columns that may lie outside.</summary>
    public static B LoadEdge<E, B, T>(ref T from, nint index, nint step, int before, int after, [CallerMemberName] string member = "", [CallerLineNumber] int line = 0)
        where E : struct, IEdges<B, T>
        where B : struct, IColumns<B, T>
        where T : unmanaged
    {
        before = Outside(typeof(E), before, "AtFirst`2", 2);
        after = Outside(typeof(E), after, "AtLast`2", 3);
        CheckColumns(ref from, index, step, before, B.Columns - after, B.Lanes, member, line);
        return B.LoadInside(ref from, index, step, before, after);
    }

    /// <summary>How many columns lie outside: all that are reached where the block stands at the border, fewer where there are others between.</summary>
    private static int Outside(Type edge, int reach, string border, int argument) =>
        edge.Name == border || edge.Name == "AtBoth`2" ? reach
        : edge.Name != "Edges`4" ? 0
        : edge.GenericTypeArguments[argument].Name switch { "Far" => 0, var by => Math.Max(0, reach - int.Parse(by["By".Length..], System.Globalization.CultureInfo.InvariantCulture)) };

    /// <summary>Stands for the load of a vector for all columns.</summary>
    public static B LoadForAll<B, T>(ref T from, nint index, [CallerMemberName] string member = "", [CallerLineNumber] int line = 0)
        where B : struct, IColumns<B, T>
        where T : unmanaged
    {
        CheckColumns(ref from, index, 0, 0, 1, B.Lanes, member, line);
        return B.LoadForAll(ref from, index);
    }

    /// <summary>Stands for a number for each column.</summary>
    public static B BroadcastColumns<B, T>(ref T from, nint index, nint step, [CallerMemberName] string member = "", [CallerLineNumber] int line = 0)
        where B : struct, IColumns<B, T>
        where T : unmanaged
    {
        CheckColumns(ref from, index, step, 0, B.Columns, 1, member, line);
        return B.BroadcastColumns(ref from, index, step);
    }

    /// <summary>Stands for the store of neighbouring columns.</summary>
    public static void StoreColumns<B, T>(B value, ref T to, nint index, nint step, [CallerMemberName] string member = "", [CallerLineNumber] int line = 0)
        where B : struct, IColumns<B, T>
        where T : unmanaged
    {
        CheckColumns(ref to, index, step, 0, B.Columns, B.Lanes, member, line);
        value.StoreColumns(ref to, index, step);
    }

    /// <summary>Stands for the store of a number for each column.</summary>
    public static void StoreFirstLanes<B, T>(B value, ref T to, nint index, nint step, [CallerMemberName] string member = "", [CallerLineNumber] int line = 0)
        where B : struct, IColumns<B, T>
        where T : unmanaged
    {
        CheckColumns(ref to, index, step, 0, B.Columns, 1, member, line);
        value.StoreFirstLanes(ref to, index, step);
    }

    /// <summary>Stands for a reference to a vector that is read.</summary>
    public static ref T Lanes<B, T>(ref T from, [CallerMemberName] string member = "", [CallerLineNumber] int line = 0)
        where B : struct, IColumns<B, T>
        where T : unmanaged
    {
        CheckAccess(ref from, B.Lanes, member, line);
        return ref from;
    }

    private static void CheckColumns<T>(ref T from, nint index, nint step, int first, int end, int count, string member, int line)
    {
        CheckOrigin(ref from, member, line);
        for (int column = first; column < end; column++)
        {
            CheckAccess(ref Unsafe.Add(ref from, index + (column * step)), count, member, line);
        }
    }

    private static void CheckVector<T>(ref T from, nuint elements, int count, string member, int line)
    {
        CheckOrigin(ref from, member, line);
        CheckAccess(ref Unsafe.Add(ref from, elements), count, member, line);
    }

    private static void CheckOrigin<T>(ref T from, string member, int line) => s_watch?.Check(Address(ref from), 0, Unsafe.SizeOf<T>(), member, line);

    private static void CheckAccess<T>(ref T first, int count, string member, int line) =>
        s_watch?.Check(Address(ref first), count * Unsafe.SizeOf<T>(), Unsafe.SizeOf<T>(), member, line);

    private static nint Address<T>(ref T place) => Unsafe.ByteOffset(ref Unsafe.NullRef<T>(), ref place);
}
