using System;
using System.Linq;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Tests.Expressions;
using ModelGen.Onnx.Formulas;
using Xunit;

namespace ModelGen.Onnx.Tests.Formulas;

/// <summary>What the compiler prints of a custom activation is read back as the same formula.</summary>
public sealed class FormulaReaderTests
{
    [Fact]
    public void RandomFormulasComeBackAsTheSameTrees()
    {
        for (int seed = 0; seed < 3000; seed++)
        {
            Expr drawn = OfOneNumber(RandomExpressions.Draw(new Random(seed), depth: 4));
            string text = FormulaText.Of(drawn);
            Expr read = FormulaReader.Read(text, new Trees());
            Assert.True(drawn == read, text);
        }
    }

    [Theory]
    [InlineData("pow(x, 0.5) + -1E-05", 0.25, 0.49999)]
    [InlineData("1 - 2 - 3 * x / 4 / 5", 2, -1.3)]
    [InlineData("(x >= 2 ? -x : (x == 1 ? 7 : NaN))", 1, 7)]
    [InlineData("-(x + 1) * Infinity", 1, double.NegativeInfinity)]
    public void TextsAreReadAsInCSharp(string text, double x, double expected) =>
        Assert.Equal(expected, Evaluate.At(FormulaReader.Read(text, new Trees()), [x]), 12);

    [Theory]
    [InlineData("")]
    [InlineData("x +")]
    [InlineData("x x")]
    [InlineData("tanh(x")]
    [InlineData("(x > 1 ? x)")]
    [InlineData("1.2.3")]
    public void OtherTextsAreRefused(string text) => Assert.Contains(text, Assert.Throws<FormatException>(() => FormulaReader.Read(text, new Trees())).Message, StringComparison.Ordinal);

    /// <summary>One input only, no op that activations have not, and −2 as a number, which is how it is read.</summary>
    private static Expr OfOneNumber(Expr e) => e switch
    {
        Input => new Input(0),
        Unary { Op: UnaryOp.FlushDenormal } u => OfOneNumber(u.Operand),
        Unary u when OfOneNumber(u.Operand) is var operand => u.Op == UnaryOp.Negate && operand is Const { Value: >= 0 } c ? new Const(-c.Value) : new Unary(u.Op, operand),
        Binary b => new Binary(b.Op, OfOneNumber(b.Left), OfOneNumber(b.Right)),
        Select s => new Select(OfOneNumber(s.Left), s.Comparison, OfOneNumber(s.Right), OfOneNumber(s.IfTrue), OfOneNumber(s.IfFalse)),
        _ => e,
    };

    /// <summary>The compiler's own trees, not simplified.</summary>
    private sealed class Trees : IFormula<Expr>
    {
        public Expr X { get; } = new Input(0);

        public Expr Number(double value) => new Const(value);

        public Expr Unary(string name, Expr operand) => new Unary(name == "-" ? UnaryOp.Negate : Enum.Parse<UnaryOp>(name, ignoreCase: true), operand);

        public Expr Binary(string name, Expr left, Expr right) => new Binary(
            name switch
            {
                "+" => BinaryOp.Add,
                "-" => BinaryOp.Subtract,
                "*" => BinaryOp.Multiply,
                "/" => BinaryOp.Divide,
                "pow" => BinaryOp.Power,
                _ => Enum.Parse<BinaryOp>(name, ignoreCase: true),
            },
            left,
            right);

        public Expr Choose(Expr left, string comparison, Expr right, Expr ifTrue, Expr ifFalse)
        {
            Comparison[] all = [Comparison.Greater, Comparison.GreaterOrEqual, Comparison.Less, Comparison.Equal];
            return new Select(left, all[Array.IndexOf([">", ">=", "<", "=="], comparison)], right, ifTrue, ifFalse);
        }
    }
}
