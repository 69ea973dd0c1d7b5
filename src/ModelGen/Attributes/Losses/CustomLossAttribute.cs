using System;

namespace ModelGen;

/// <summary>
/// A loss of one's own: a static method of output and target, which is read at compile time, differentiated, and computed in vectors, as the built-in losses are.
/// The method itself is never called.
/// </summary>
/// <remarks>
/// <para>
/// The method takes two numbers, an output and its target, and the loss is the mean over all outputs of all examples, as MeanSquaredErrorLoss is. Or it takes two
/// rows, <see cref="ReadOnlySpan{T}"/>: the outputs along the last dimension and their targets; then the loss is the mean over all rows, as SoftmaxCrossEntropyLoss is.
/// After these come a number for each of the attribute's constants. All are of the model's precision, and so is what it returns.
/// </para>
/// <para>
/// A body is one expression, or statements: numbers that are declared and set (<c>=</c>, <c>+=</c> and the like), <c>if</c>, <c>return</c>. Expressions are those of
/// <see cref="CustomActivationAttribute"/>. In a method of rows, <c>output.Length</c> is a number, <c>output[2]</c> or <c>output[^1]</c> is one of the row, and a
/// loop goes over a row: <c>for (int i = 0; i &lt; output.Length; i++)</c>, also from a later position or to an earlier one, or <c>foreach (float y in output)</c>. In it, a
/// number from outside may be added to (<c>sum += …</c>, also under an <c>if</c>) or take a maximum or minimum (<c>max = MathF.Max(max, …)</c>, <c>if (y &gt; max) max = y;</c>);
/// <c>i</c> is a number, <c>output[i]</c> and <c>target[i]</c> are those at its position. A maximum of all begins at <see cref="float.NegativeInfinity"/>, at the first number, or at any other
/// that it shall not fall below. Loops do not stand in loops. Methods of numbers and of rows may be called. What cannot be read is an error at its place in the method.
/// </para>
/// <para>
/// Derivatives at corners are those of <see cref="CustomActivationAttribute"/>; of a maximum over a row, the numbers that are equal to it share the slope. Of sequences with lengths, the real
/// positions alone are judged, whatever stands in the padding. Targets are numbers, and nothing is derived for them.
/// </para>
/// </remarks>
/// <example>
/// <code>
/// [Model]
/// [Input(4)]
/// [Dense(16, Activation.Relu)]
/// [Dense(3)]
/// [CustomLoss(typeof(Losses), nameof(Losses.Tilted), 0.8)]
/// [Adam]
/// public sealed partial class Demand;
///
/// public static class Losses
/// {
///     public static float Tilted(float output, float target, float share)
///     {
///         float missing = target - output;
///         return missing &gt; 0 ? share * missing : (share - 1) * missing;
///     }
/// }
/// </code>
/// </example>
/// <param name="type">The type that has the method.</param>
/// <param name="method">The method's name.</param>
/// <param name="constants">What the method gets after output and target; finite.</param>
public sealed class CustomLossAttribute(Type type, string method, params double[] constants) : LossAttribute
{
    /// <summary>The type that has the method.</summary>
    public Type Type { get; } = type;

    /// <summary>The method's name.</summary>
    public string Method { get; } = method;

    /// <summary>What the method gets after output and target. Default none.</summary>
    public double[] Constants { get; } = constants;
}
