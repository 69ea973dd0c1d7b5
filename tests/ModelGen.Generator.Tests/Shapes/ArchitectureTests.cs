using ModelGen.Generator.Declarations;
using ModelGen.Generator.Networks;
using Shouldly;
using Xunit;

namespace ModelGen.Generator.Tests.Shapes;

/// <summary>What files of parameters are held to: all that decides what the network predicts, and nothing else.</summary>
public class ArchitectureTests
{
    [Fact]
    public void A_line_for_each_node() => Text("[Input(4)] [Dense(3, Activation.LeakyRelu, Slope = 0.2, Init = Initializer.Ones)] [Dense(2)]").ShouldBe("""
        input = Input (4)
        dense1 = Dense(Activation = 2, Slope = 0.2, Units = 3) of input (3)
        dense2 = Dense(Units = 2) of dense1 (2)
        outputs dense2
        """);

    [Theory]
    [InlineData("[Input(4)] [BatchNorm(Momentum = 0.3)]", "[Input(4)] [BatchNorm]")]
    [InlineData("[Input(4)] [Dense(3, Trainable = false, L2 = 1)]", "[Input(4)] [Dense(3)]")]
    public void What_only_training_knows_is_left_out(string one, string other) => Text(one).ShouldBe(Text(other));

    [Theory]
    [InlineData("[Input(4)] [BatchNorm(Epsilon = 0.001)]", "[Input(4)] [BatchNorm]")]
    [InlineData("[Input(4)] [BatchNorm(Affine = false)]", "[Input(4)] [BatchNorm]")]
    public void What_inference_knows_is_not(string one, string other) => Text(one).ShouldNotBe(Text(other));

    [Fact]
    public void A_custom_activation_is_its_formula()
    {
        OfFunction("Own", "x / (1 + MathF.Exp(-x))").ShouldBe("""
            input = Input (4)
            customActivation1 = CustomActivation(Function = x * sigmoid(x)) of input (4)
            outputs customActivation1
            """);
        OfFunction("Own", "x / (1 + MathF.Exp(-2 * x))").ShouldNotBe(OfFunction("Own", "x / (1 + MathF.Exp(-x))"));
        OfFunction("Other", "1 / (1 + MathF.Exp(-x)) * x").ShouldBe(OfFunction("Another", "1 / (1 + MathF.Exp(-x)) * x"));
    }

    private static string OfFunction(string name, string body) => Text(Stages.Declared(
        $"[Model] [Input(4)] [CustomActivation(typeof(F), \"{name}\")] partial class Net; static class F {{ public static float {name}(float x) => {body}; }}"));

    private static string Text(string attributes) => Text(Stages.Spec(attributes));

    private static string Text(ModelSpec spec) => Architecture.Of(spec, ShapeInference.Infer(spec)).Text.ReplaceLineEndings("\n");
}
