using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModelGen.Generator.Emission;
using Shouldly;
using Xunit;
using ElementType = ModelGen.Generator.Declarations.Precision;

namespace ModelGen.Generator.Tests.Emission;

/// <summary>Numbers and strings as C# reads them back.</summary>
public class LiteralTests
{
    private static readonly double[] Edges =
    [
        0, -0.0, 1, -1, 0.1, 1.0 / 3, -1.0 / 6, 2.0 / 3, Math.PI, Math.Sqrt(0.5), 1e-8, 1e15, 1e16, 1e17, 123456789012345678, 5e-324, 2.2250738585072014e-308,
        double.MaxValue, double.MinValue, double.Epsilon, 1.6732632423543772, 0.30000000000000004, 9007199254740993,
    ];

    [Fact]
    public void Doubles_keep_every_bit()
    {
        Random random = new(1);
        IEnumerable<double> ofAnyBits = Enumerable.Range(0, 5_000).Select(_ => BitConverter.Int64BitsToDouble(random.NextInt64()));
        IEnumerable<double> shares = Enumerable.Range(0, 5_000).Select(_ => random.NextDouble());
        foreach (double value in Edges.Concat(ofAnyBits).Concat(shares).Where(double.IsFinite))
        {
            double read = Assert.IsType<double>(Read(Literal.Of(value, ElementType.Double)));
            Assert.Equal(BitConverter.DoubleToInt64Bits(value), BitConverter.DoubleToInt64Bits(read));
        }
    }

    [Fact]
    public void Floats_keep_every_bit()
    {
        Random random = new(2);
        IEnumerable<float> ofAnyBits = Enumerable.Range(0, 5_000).Select(_ => BitConverter.Int32BitsToSingle(random.Next()));
        IEnumerable<float> shares = Enumerable.Range(0, 5_000).Select(_ => random.NextSingle());
        foreach (float value in Edges.Select(e => (float)e).Concat(ofAnyBits).Concat(shares).Where(float.IsFinite))
        {
            float read = Assert.IsType<float>(Read(Literal.Of(value, ElementType.Single)));
            Assert.Equal(BitConverter.SingleToInt32Bits(value), BitConverter.SingleToInt32Bits(read));
        }
    }

    [Fact]
    public void Doubles_become_the_nearest_float()
    {
        Random random = new(3);
        foreach (double value in Enumerable.Range(0, 5_000).Select(_ => (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-30, 30))))
        {
            Assert.Equal((float)value, Read(Literal.Of(value, ElementType.Single)));
        }
    }

    [Theory]
    [InlineData(0.0, ElementType.Single, "0f")]
    [InlineData(0.1, ElementType.Single, "0.1f")]
    [InlineData(1e-8, ElementType.Single, "1E-08f")]
    [InlineData(1.0 / 3, ElementType.Single, "0.33333334f")]
    [InlineData(1.0, ElementType.Double, "1.0")]
    [InlineData(0.1, ElementType.Double, "0.1")]
    [InlineData(1.0 / 3, ElementType.Double, "0.3333333333333333")]
    [InlineData(1e300, ElementType.Double, "1E+300")]
    [InlineData(double.NaN, ElementType.Double, "double.NaN")]
    [InlineData(double.PositiveInfinity, ElementType.Single, "float.PositiveInfinity")]
    [InlineData(double.NegativeInfinity, ElementType.Double, "double.NegativeInfinity")]
    internal void Numbers_are_short(double value, ElementType precision, string expected) => Literal.Of(value, precision).ShouldBe(expected);

    [Theory]
    [InlineData("plain")]
    [InlineData("quote \" and \\ and \n and Größe")]
    public void Strings_read_back(string text) => Read(Literal.Of(text)).ShouldBe(text);

    /// <summary>The value that the C# compiler gives a literal, with or without a sign.</summary>
    private static object? Read(string text)
    {
        ExpressionSyntax expression = SyntaxFactory.ParseExpression(text);
        Assert.Empty(expression.GetDiagnostics());
        return expression switch
        {
            LiteralExpressionSyntax literal => literal.Token.Value,
            PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression, Operand: LiteralExpressionSyntax literal } =>
                literal.Token.Value switch { double d => (object)-d, float f => -f, var other => throw new InvalidOperationException($"{text} is {other}") },
            _ => throw new InvalidOperationException(text),
        };
    }
}
