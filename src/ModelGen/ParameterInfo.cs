namespace ModelGen;

/// <summary>Describes one parameter tensor of a model.</summary>
/// <param name="Name">The tensor's name, layer and part: <c>dense1.weight</c>.</param>
/// <param name="Shape">Its canonical shape, as PyTorch writes it: a dense weight is (out, in).</param>
/// <param name="Offset">Where it starts in <c>Parameters</c> and <c>Gradients</c>.</param>
/// <param name="Length">The number of its elements.</param>
/// <param name="Trainable">Whether training changes it.</param>
/// <param name="Order">
/// The dimensions of <paramref name="Shape"/> in the order in which they lie in <c>Parameters</c>, outermost first: [1, 0] for a dense weight that lies as
/// (in, out), [2, 3, 1, 0] for a convolution's that lies as (kernel height, kernel width, in, out).
/// </param>
public sealed record ParameterInfo(string Name, ValueArray<int> Shape, int Offset, int Length, bool Trainable, ValueArray<int> Order)
{
    /// <summary>Whether it lies in <c>Parameters</c> in another order than its canonical one.</summary>
    public bool IsTransposed
    {
        get
        {
            for (int d = 0; d < Order.Length; d++)
            {
                if (Order[d] != d)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
