using System;

namespace ModelGen;

/// <summary>
/// An activation function of one's own, applied to each number of the layer above: a static method, which is read at compile time, differentiated, and computed in vectors inside the kernel before it, as the built-in activations are. The method
/// itself is never called.
/// </summary>
/// <remarks>
/// <para>
/// The method takes and returns one number of the model's precision. Its body is <c>=&gt; expression</c>, or statements: numbers that are declared and set
/// (<c>=</c>, <c>+=</c> and the like), <c>if</c>, <c>return</c>. Expressions are made of its parameter and these numbers, <c>+ - * /</c>, unary minus, <c>?:</c>, comparisons joined by <c>&amp;&amp;</c>, <c>||</c> and <c>!</c>, constants (also constant
/// fields, and those of <see cref="MathF"/> and <see cref="Math"/>), the functions Abs, Clamp, Cos, Exp, Log, Log10, Log2, Max, Min, Pow, Sign, Sin, Sqrt
/// and Tanh, those of <see cref="Numerics.VectorMath"/> too, and calls of other such methods with any number of parameters. It may stand in any
/// class of the project; what cannot be read is an error at its place in the method. Casts between <see cref="float"/> and
/// <see cref="double"/> do nothing: all is computed in the model's precision.
/// </para>
/// <para>
/// Where it has a corner, the derivative is that of the branch taken; at a tie of Max, Min or Clamp and for Abs at 0 it is 0. (PyTorch's relu and abs
/// do the same; its maximum gives each side half of it, its clamp the whole.)
/// On the flat side of Max, Min and Clamp it is 0, too, also where the rest of the formula has an infinite slope, and at NaN.
/// 1 / (1 + exp(−u)) and ln(1 + exp(u)) are computed in forms that do not overflow. Otherwise infinities and NaN come as in
/// the formula and in the formula of its derivative (√x has an infinite slope at 0), but x · 0 is taken as 0 and x − x as 0; Max, Min and
/// Clamp hand on a NaN in any operand; and a power whose exponent is no whole constant is
/// exp(exponent · ln(base)), NaN for a negative base. Sin and Cos are right to 5 units in the last place up to 8,192, in double precision up to 2²⁰; beyond, they lose
/// digits as their argument grows, and stay within ±1.
/// </para>
/// <para>Weights before it start as before the identity (Glorot uniform) unless their <c>Init</c> says otherwise.</para>
/// </remarks>
/// <example>
/// <code>
/// [Model]
/// [Input(2)]
/// [Dense(25)]
/// [CustomActivation(typeof(Gates), nameof(Gates.Swish))]
/// [Dense(1)]
/// public sealed partial class Swished;
///
/// public static class Gates
/// {
///     private const float Beta = 1.5f;
///
///     public static float Swish(float x) =&gt; x / (1 + MathF.Exp(-Beta * x));
/// }
/// </code>
/// </example>
/// <param name="type">The type that has the method.</param>
/// <param name="method">The method's name.</param>
public sealed class CustomActivationAttribute(Type type, string method) : LayerAttribute
{
    /// <summary>The type that has the method.</summary>
    public Type Type { get; } = type;

    /// <summary>The method's name.</summary>
    public string Method { get; } = method;
}
