using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Tests.Harness;
using Xunit;

namespace ModelGen.Generator.Tests.Oracle;

/// <summary>Flatten and Reshape where the shape is already so, or was so before: what stands behind reads the same memory under one shape or two.</summary>
[Trait("Category", "Width")]
public sealed class ViewTests
{
    private static readonly (string Input, string[] Layers, int Outputs)[] Networks =
    [
        ("8", ["Dense(8, Name = \"h\")", "Flatten", "Add(\"h\")"], 8),
        ("8", ["Dense(8, Activation.Tanh, Name = \"h\")", "Flatten", "Multiply(\"h\")"], 8),
        ("6", ["Dense(6, Name = \"h\")", "Reshape(2, 3)", "Flatten", "Add(\"h\")"], 6),
        ("8", ["LayerNorm(Name = \"h\")", "Flatten", "Multiply(\"h\")"], 8),
        ("4", ["ActivationLayer(Activation.Tanh)", "Flatten", "LayerNorm"], 4),
        ("4", ["ActivationLayer(Activation.Identity, Name = \"n\")", "Flatten", "Multiply(\"n\")"], 4),
        ("3, 2", ["ActivationLayer(Activation.Tanh)", "Reshape(3, 2)", "LayerNorm", "Flatten"], 6),
        ("3, 2", ["ActivationLayer(Activation.Tanh, Name = \"a\")", "Reshape(6)", "ActivationLayer(Activation.Softmax)", "Reshape(3, 2)", "Add(\"a\")", "Flatten"], 6),
        ("4, 2", ["Flatten(Name = \"f\")", "LayerNorm(Name = \"a\")", "RmsNorm(From = \"f\")", "Add(\"a\")"], 8),
        ("20, 5", ["Flatten(Name = \"f\")", "LayerNorm(Name = \"a\")", "RmsNorm(From = \"f\")", "Add(\"a\")"], 100),
        ("8", ["Reshape(4, 2, Name = \"f\")", "LayerNorm(Name = \"a\")", "RmsNorm(From = \"f\")", "Add(\"a\")", "Flatten"], 8),
        ("4, 4", ["Conv1D(4, 3, Padding = Padding.Same, Name = \"n\")", "Reshape(4, 4)", "Multiply(\"n\")", "Reshape(16)", "LayerNorm"], 16),
    ];

    public static TheoryData<int, bool> Cases
    {
        get
        {
            TheoryData<int, bool> cases = [];
            foreach (int n in Enumerable.Range(0, Networks.Length))
            {
                cases.Add(n, false);
                cases.Add(n, true);
            }

            return cases;
        }
    }

    // Not at once: a run that leaves these tests out asks for their cases, too.
    private static readonly Lazy<ModelBatch> Batch = new(() => new ModelBatch(Cases.Select(c => Declaration((int)c[0], (bool)c[1])), checkOverflow: false, 2 * Networks.Length));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Layers_that_move_nothing_change_nothing(int network, bool trains)
    {
        ModelDeclaration declaration = Declaration(network, trains);
        var trial = new Trial(network, [("MeanSquaredErrorLoss", Networks[network].Outputs)], 0.1, IsDouble: !trains, Batch: 3, Steps: 1);
        OracleComparison.Check(trial, Batch.Value.Create(declaration), Graphs.Lower(Batch.Value.Spec(declaration)));
    }

    private static ModelDeclaration Declaration(int network, bool trains)
    {
        (string input, string[] layers, _) = Networks[network];
        List<string> attributes = [.. layers, "MeanSquaredErrorLoss"];
        if (trains)
        {
            attributes.Add("Sgd(LearningRate = 0.1)");
        }

        return new ModelDeclaration($"View{network}{(trains ? "Trained" : "")}", 0, 4, IsDouble: !trains, attributes) { Shape = input };
    }
}
