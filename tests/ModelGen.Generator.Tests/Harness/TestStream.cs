using System;

namespace ModelGen.Generator.Tests.Harness;

/// <summary>A stream of a generated model seen without its type.</summary>
internal abstract class TestStream
{
    public abstract int InputLength { get; }

    public abstract int OutputLength { get; }

    /// <summary>A copy of the state, or all of it set.</summary>
    public abstract double[] State { get; set; }

    public abstract void Reset();

    public abstract double[] Step(double[] input);

    /// <summary>The bytes that a step allocates on this thread.</summary>
    public abstract long Allocation(double[] input);

    /// <summary>What comes of a whole sequence: of all steps where <paramref name="outputLength"/> has room for them, else of the last.</summary>
    public double[] Run(double[] sequence, int outputLength)
    {
        double[] outputs = new double[outputLength];
        int times = sequence.Length / InputLength;
        for (int t = 0; t < times; t++)
        {
            double[] output = Step(sequence[(t * InputLength)..((t + 1) * InputLength)]);
            output.CopyTo(outputs, outputLength == times * OutputLength ? t * OutputLength : 0);
        }

        return outputs;
    }
}
