using System;
using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using ModelGen.Numerics;

namespace ModelGen.CompilerServices;

/// <summary>
/// A training step by several threads. The batch is cut into slices, one for each; each computes loss and gradients of its slice in an arena of its own, as if
/// it had an equal share of the examples. Those of the batch are the means of the slices', penalties included. Then each combines and updates a range of the
/// parameters.
/// </summary>
/// <remarks>Slices, ranges and the order of every sum depend on the number of examples and of threads alone, so the result has the same bits however the threads run.</remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed unsafe class TrainingTeam<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The most threads that a model takes.</summary>
    public const int MostThreads = 256;

    private readonly ArenaLayout _layout;
    private readonly UpdateRanges _ranges;
    private SliceArenas<T>? _arenas;
    private WorkerTeam? _workers;
    private TeamJob? _numberSlices;
    private TeamJob? _classSlices;
    private TeamJob? _update;

    private TrainingTeam(int threads, ArenaLayout layout)
    {
        DegreeOfParallelism = threads;
        _layout = layout;
        _ranges = new(threads, layout.Parameters);
    }

    /// <summary>The threads, the caller's among them.</summary>
    public int DegreeOfParallelism { get; }

    /// <summary>Puts a team of another size in the place of <paramref name="team"/>, none for 1, and lets the old one's threads end.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threads"/> is not 1 to <see cref="MostThreads"/>.</exception>
    public static void Resize(ref TrainingTeam<T>? team, string model, int threads, ArenaLayout layout)
    {
        Check.DegreeOfParallelism(model, threads);
        if (threads != (team?.DegreeOfParallelism ?? 1))
        {
            team?._workers?.Stop();
            team = threads == 1 ? null : new(threads, layout);
        }
    }

    /// <summary>Computes the gradients of a batch: of its slices by a team, else by this thread. The parameters stay as they are.</summary>
    /// <returns>The mean loss of the batch.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ComputeGradients<TPasses, TTarget>(
        TrainingTeam<T>? team, ref T parameters, ref T arena, ReadOnlySpan<T> inputs, ReadOnlySpan<TTarget> targets, int examples, DropoutDraw draw = default)
        where TPasses : IGradientPass<T, TTarget>
        where TTarget : unmanaged => team is null || examples == 1
            ? TPasses.ComputeGradients(ref parameters, ref arena, ref Numbers.First(inputs), ref Numbers.First(targets), draw, T.One / T.CreateTruncating(examples), null, examples)
            : team.ComputeGradients<TPasses, TTarget>(ref parameters, ref arena, inputs, targets, examples, draw);

    /// <summary>Computes the gradients of the slices. The parameters stay as they are.</summary>
    /// <returns>The mean loss of the batch.</returns>
    public T ComputeGradients<TPasses, TTarget>(ref T parameters, ref T arena, ReadOnlySpan<T> inputs, ReadOnlySpan<TTarget> targets, int examples, DropoutDraw draw = default)
        where TPasses : IGradientPass<T, TTarget>
        where TTarget : unmanaged
    {
        SliceArenas<T> arenas = _arenas ??= new(DegreeOfParallelism, _layout);
        _workers ??= new(DegreeOfParallelism);
        ref TeamJob? slot = ref typeof(TTarget) == typeof(int) ? ref _classSlices : ref _numberSlices;
        slot ??= new SliceJob<TPasses, T, TTarget>(arenas);
        var job = (SliceJob<TPasses, T, TTarget>)slot;
        arenas.Cut(examples);
        fixed (T* parameter = &parameters, own = &arena, input = inputs)
        fixed (TTarget* target = targets)
        {
            arenas.Own = own;
            job.Set(parameter, input, inputs.Length / examples, target, targets.Length / examples, draw);
            _workers.Run(job);
        }

        return arenas.MeanLoss;
    }

    /// <summary>Combines the slices' gradients in <paramref name="arena"/>, for an optimizer that looks at all of them first.</summary>
    public void Combine<TPasses>(ref T parameters, ref T arena)
        where TPasses : IUpdatePass<T> => RunUpdate<TPasses>(ref parameters, ref arena, [], combines: true, updates: false);

    /// <summary>Updates the parameters with the gradients that <see cref="Combine"/> has left.</summary>
    public void Update<TPasses>(ref T parameters, ref T arena, ReadOnlySpan<T> numbers)
        where TPasses : IUpdatePass<T> => RunUpdate<TPasses>(ref parameters, ref arena, numbers, combines: false, updates: true);

    /// <summary>Both in one, while the gradients are in the cache.</summary>
    public void CombineAndUpdate<TPasses>(ref T parameters, ref T arena, ReadOnlySpan<T> numbers)
        where TPasses : IUpdatePass<T> => RunUpdate<TPasses>(ref parameters, ref arena, numbers, combines: true, updates: true);

    /// <summary>Updates all <paramref name="count"/> parameters from the gradients in <paramref name="arena"/>: by this thread, or by a team that has just computed those of its slices.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Update<TPasses>(TrainingTeam<T>? team, ref T parameters, ref T arena, int count, ReadOnlySpan<T> numbers)
        where TPasses : IUpdatePass<T>
    {
        if (team is null)
        {
            TPasses.UpdateRange(ref parameters, ref arena, numbers, 0, count);
        }
        else
        {
            team.CombineAndUpdate<TPasses>(ref parameters, ref arena, numbers);
        }
    }

    private void RunUpdate<TPasses>(ref T parameters, ref T arena, ReadOnlySpan<T> numbers, bool combines, bool updates)
        where TPasses : IUpdatePass<T>
    {
        _update ??= new UpdateJob<TPasses, T>(_arenas!, _ranges);
        var job = (UpdateJob<TPasses, T>)_update;
        fixed (T* parameter = &parameters, own = &arena, number = numbers)
        {
            _arenas!.Own = own;
            job.Set(parameter, number, numbers.Length, combines, updates);
            _workers!.Run(job);
        }
    }
}
