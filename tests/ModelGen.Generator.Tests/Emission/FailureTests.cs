using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Tests.Shapes;
using Shouldly;
using Xunit;

namespace ModelGen.Generator.Tests.Emission;

/// <summary>MG9999: a fault of the compiler is reported with its stage, and never thrown.</summary>
public class FailureTests
{
    private static readonly ModelSpec Sound = Stages.Spec("[Input(2)] [Dense(3, Activation.Tanh)] [Dense(1)] [MeanSquaredErrorLoss] [Sgd]");

    [Fact]
    public void A_sound_model_has_sources_and_no_failure()
    {
        CompilationResult result = CompilationResult.Of(Sound);
        result.Failure.ShouldBeNull();
        result.Sources.ShouldBe(ModelCompiler.Compile(Sound).Sources);
    }

    [Fact]
    public void An_unknown_layer_fails_in_shapes() => Failure(With(2, a => a with { Name = "Telepathy" })).ShouldSatisfyAllConditions(
        f => f.Model.ShouldBe("Net"),
        f => f.Stage.ShouldBe("Shapes"),
        f => f.Detail.ShouldContain("Telepathy"));

    [Fact]
    public void A_declaration_without_input_fails_in_shapes() =>
        Failure(Sound with { Attributes = [.. Sound.Attributes.Where(a => a.Kind != AttributeKind.Input)] }).Stage.ShouldBe("Shapes");

    [Fact]
    public void An_unknown_activation_fails_in_lowering() =>
        Failure(With(2, a => a with { Settings = [new Setting("Units", 3), new Setting("Activation", 99)] })).Stage.ShouldBe("Lowering");

    [Fact]
    public void A_dense_layer_over_rows_fails_in_lowering_with_what_there_is()
    {
        InternalFailure failure = Failure(With(1, a => a with { Settings = [new Setting("Shape", default(EquatableArray<int>))] }));
        failure.Stage.ShouldBe("Lowering");
        failure.Detail.ShouldNotContain("\n");
    }

    private static InternalFailure Failure(ModelSpec spec)
    {
        CompilationResult result = CompilationResult.Of(spec);
        result.Sources.ShouldBeEmpty();
        return result.Failure.ShouldNotBeNull();
    }

    private static ModelSpec With(int index, System.Func<AttributeSpec, AttributeSpec> change) =>
        Sound with { Attributes = [.. Sound.Attributes.Select((a, i) => i == index ? change(a) : a)] };
}
