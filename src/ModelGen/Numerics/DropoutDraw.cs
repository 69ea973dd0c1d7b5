namespace ModelGen.Numerics;

/// <summary>Where a training step stands in the random numbers of dropout. Nothing is consumed: whoever knows the place draws the same number, in any order.</summary>
/// <param name="Seed">The model's.</param>
/// <param name="Step">The number of the step, from 0.</param>
/// <param name="FirstExample">Which example of the batch comes first: 0, or where a thread's slice begins.</param>
public readonly record struct DropoutDraw(int Seed, long Step, nint FirstExample = 0);
