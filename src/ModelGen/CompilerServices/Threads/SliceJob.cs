using System.Numerics;
using ModelGen.Numerics;

namespace ModelGen.CompilerServices;

/// <summary>The gradients of every slice, each in its arena.</summary>
internal sealed unsafe class SliceJob<TPasses, T, TTarget>(SliceArenas<T> arenas) : TeamJob
    where TPasses : IGradientPass<T, TTarget>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TTarget : unmanaged
{
    private T* _parameters;
    private T* _input;
    private TTarget* _target;
    private nint _inputLength;
    private nint _targetLength;
    private DropoutDraw _draw;

    public void Set(T* parameters, T* input, int inputLength, TTarget* target, int targetLength, DropoutDraw draw)
    {
        _parameters = parameters;
        _input = input;
        _inputLength = inputLength;
        _target = target;
        _targetLength = targetLength;
        _draw = draw;
    }

    public override void Run(int member)
    {
        if (member >= arenas.Count)
        {
            return;
        }

        try
        {
            Compute(member);
        }
        catch
        {
            arenas.Meeting.Leave();
            throw;
        }
    }

    private void Compute(int member)
    {
        nint first = arenas.FirstOf(member);
        T* arena = arenas.Arena(member);
        arenas.SetLoss(member, TPasses.ComputeGradients(
            ref *_parameters,
            ref *arena,
            ref _input[first * _inputLength],
            ref _target[first * _targetLength],
            _draw with { FirstExample = first },
            arenas.PerExample,
            arenas.SliceOf(member),
            arenas.LengthOf(member)));
        if (arenas.Layout.InputGradients >= 0)
        {
            // The mean of what all slices say: the others say 0. Rows that are not the first slice's are nobody's in the model's own arena.
            nint length = arenas.LengthOf(member) * _inputLength;
            T* source = arena + arenas.Layout.InputGradients;
            WeightedSum.Scale(arenas.Share, ref *source, ref arenas.Own[arenas.Layout.InputGradients + first * _inputLength], length);
        }
    }
}
