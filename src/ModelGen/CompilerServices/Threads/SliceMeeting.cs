using System;
using System.Threading;

namespace ModelGen.CompilerServices;

/// <summary>Where the slices of a batch meet: all wait until the first has done something for them, once all have come.</summary>
/// <param name="most">The most slices there are.</param>
internal sealed class SliceMeeting(int most)
{
    // The first slice's opens when all others have come, another's when it may go on.
    private readonly Gate[] _gates = GatesFor(most);
    private readonly int[] _awaited = new int[most];
    private int _isLeft;

    /// <summary>Waits for the other slices; the first returns before them and has to call <see cref="Part"/>.</summary>
    /// <param name="slice">The number of the slice that comes.</param>
    /// <param name="count">How many there are.</param>
    /// <exception cref="InvalidOperationException">A slice has failed and does not come.</exception>
    public void Meet(int slice, int count)
    {
        if (slice > 0)
        {
            _gates[0].Raise();
        }

        unchecked
        {
            _awaited[slice] += slice == 0 ? count - 1 : 1;
        }

        _gates[slice].WaitFor(_awaited[slice], count <= Environment.ProcessorCount);
        if (IsLeft)
        {
            throw new InvalidOperationException("Another slice of the batch has failed.");
        }
    }

    /// <summary>Lets the others go on.</summary>
    /// <param name="count">How many slices there are.</param>
    public void Part(int count)
    {
        for (int slice = 1; slice < count; slice++)
        {
            _gates[slice].Raise();
        }
    }

    /// <summary>Says that a slice has failed: nobody waits for it, now or later.</summary>
    public void Leave()
    {
        // Once: an open gate that is opened further would seem closed again.
        if (Interlocked.Exchange(ref _isLeft, 1) == 0)
        {
            foreach (Gate gate in _gates)
            {
                gate.Open();
            }
        }
    }

    /// <summary>Whether a slice has failed. Then the next batch wants another meeting.</summary>
    public bool IsLeft => Volatile.Read(ref _isLeft) == 1;

    private static Gate[] GatesFor(int count)
    {
        var gates = new Gate[count];
        for (int i = 0; i < count; i++)
        {
            gates[i] = new();
        }

        return gates;
    }
}
