using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Tests.Graph;
using ModelGen.Generator.Tests.Harness;
using ModelGen.Generator.Tests.Oracle;
using Xunit;

namespace ModelGen.Generator.Tests.Runtime;

/// <summary>The gradients that compiled models give, against differences of their own loss, and single precision against double.</summary>
[Trait("Category", "Width")]
public sealed class CompiledGradientTests
{
    private static readonly Lazy<IReadOnlyDictionary<string, OpGraph>> Lowered = new(() => Graphs.Lower(Combinations.Compiled.Select(c => c.Model)));

    private static readonly Lazy<ModelBatch> Doubles = new(() => new ModelBatch(Combinations.Compiled.Select(c => c.Model)));

    private static readonly Lazy<ModelBatch> Singles = new(() => new ModelBatch(Combinations.Compiled.Select(c => c.Model with { IsDouble = false })));

    public static TheoryData<string> Losses => [.. Combinations.Losses];

    [Theory]
    [MemberData(nameof(Losses))]
    public void Gradients_are_the_slopes_of_the_loss(string loss)
    {
        foreach (ModelDeclaration model in Before(loss))
        {
            foreach (int batch in Combinations.Batches)
            {
                var experiment = Experiment.Draw(Lowered.Value[model.Name], loss, batch, seed: batch, CentralDifferences.Margin);
                Slopes.Check(Start(Doubles.Value.Create(model), experiment), experiment, $"{model.Name}, {batch} examples");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void Single_precision_agrees_with_double(string loss)
    {
        foreach (ModelDeclaration model in Before(loss))
        {
            foreach (int batch in Combinations.Batches)
            {
                var experiment = Experiment.Draw(Lowered.Value[model.Name], loss, batch, seed: batch, CentralDifferences.Margin);
                TestModel full = Start(Doubles.Value.Create(model), experiment), single = Start(Singles.Value.Create(model), experiment);
                string what = $"{model.Name}, {batch} examples";
                Close.To(full.Predict(experiment.Inputs), single.Predict(experiment.Inputs), 1e-4, what);
                Close.To(full.Forward(experiment.Inputs), single.Forward(experiment.Inputs), 1e-4, what);
                Close.To(full.Backward(experiment.Targets), single.Backward(experiment.Targets), 1e-4, what);
                Close.To(full.InputGradients, single.InputGradients, 1e-4, what);
                double[] fullGradients = full.Gradients, singleGradients = single.Gradients;
                foreach (ParameterInfo info in full.ParameterInfos)
                {
                    Close.To(full.Canonical(fullGradients, info.Name), single.Canonical(singleGradients, info.Name), 1e-4, $"{what}, {info.Name}");
                }
            }
        }
    }

    private static ModelDeclaration[] Before(string loss)
    {
        ModelDeclaration[] models = [.. Combinations.Compiled.Where(c => c.Loss == loss).Select(c => c.Model)];
        Assert.True(models.Length >= 4, $"{loss} stands behind {models.Length} networks.");
        return models;
    }

    private static TestModel Start(TestModel model, Experiment experiment)
    {
        foreach (var (name, values) in experiment.Parameters)
        {
            model.SetParameter(name, values);
        }

        return model;
    }
}
