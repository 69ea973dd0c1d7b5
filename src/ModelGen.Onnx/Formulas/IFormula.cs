namespace ModelGen.Onnx.Formulas;

/// <summary>What <see cref="FormulaReader"/> makes of a formula's parts.</summary>
/// <typeparam name="T">What each part becomes.</typeparam>
internal interface IFormula<T>
{
    /// <summary>The number that the formula is a function of.</summary>
    T X { get; }

    T Number(double value);

    /// <param name="name"><c>-</c>, abs, sign, exp, log, sqrt, tanh, sigmoid, softplus, erf.</param>
    /// <param name="operand">Its operand.</param>
    T Unary(string name, T operand);

    /// <param name="name"><c>+</c>, <c>-</c>, <c>*</c>, <c>/</c>, max, min, pow.</param>
    /// <param name="left">The first operand.</param>
    /// <param name="right">The second operand.</param>
    T Binary(string name, T left, T right);

    /// <summary><paramref name="ifTrue"/> where <paramref name="left"/> compares to <paramref name="right"/>, else <paramref name="ifFalse"/>.</summary>
    /// <param name="left">The left side.</param>
    /// <param name="comparison"><c>&gt;</c>, <c>&gt;=</c>, <c>&lt;</c> or <c>==</c>.</param>
    /// <param name="right">The right side.</param>
    /// <param name="ifTrue">The value where it holds.</param>
    /// <param name="ifFalse">The value elsewhere.</param>
    T Choose(T left, string comparison, T right, T ifTrue, T ifFalse);
}
