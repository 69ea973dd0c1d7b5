using ModelGen.Generator.Expressions;
using Shouldly;
using Xunit;
using static ModelGen.Generator.Expressions.Expr;

namespace ModelGen.Generator.Tests.Expressions;

/// <summary>The text from which programs read a formula back: brackets wherever another tree would come of it. (That they read the same is tested with the ONNX export.)</summary>
public class FormulaTextTests
{
    private static readonly Expr X = Input(0), F = Tanh(X), G = Abs(X);

    [Fact]
    public void Operations_bind_as_in_CSharp()
    {
        FormulaText.Of((X + F) + G).ShouldBe("x + tanh(x) + abs(x)");
        FormulaText.Of(new Binary(BinaryOp.Add, X, F + G)).ShouldBe("x + (tanh(x) + abs(x))");
        FormulaText.Of(new Binary(BinaryOp.Subtract, X, F - G)).ShouldBe("x - (tanh(x) - abs(x))");
        FormulaText.Of(new Binary(BinaryOp.Multiply, X, F * G)).ShouldBe("x * (tanh(x) * abs(x))");
        FormulaText.Of(new Binary(BinaryOp.Divide, X / F, G)).ShouldBe("x / tanh(x) / abs(x)");
        FormulaText.Of((X + F) * G).ShouldBe("(x + tanh(x)) * abs(x)");
        FormulaText.Of(-(X + F)).ShouldBe("-(x + tanh(x))");
    }

    [Fact]
    public void Functions_go_by_their_names() =>
        FormulaText.Of(Max(Pow(X, 0.3), Min(Sqrt(X), Softplus(Log(X))))).ShouldBe("max(pow(x, 0.3), min(sqrt(x), softplus(log(x))))");

    [Fact]
    public void Numbers_have_all_their_digits()
    {
        FormulaText.Of((double)0.01f * X).ShouldBe("0.009999999776482582 * x");
        FormulaText.Of(new Binary(BinaryOp.Add, X, new Const(-1.0 / 3))).ShouldBe("x + -0.3333333333333333");
    }

    [Fact]
    public void A_choice_stands_in_brackets() =>
        FormulaText.Of(Select(X, Comparison.GreaterOrEqual, 0.5, X, 2 * X)).ShouldBe("(x >= 0.5 ? x : 2 * x)");
}
