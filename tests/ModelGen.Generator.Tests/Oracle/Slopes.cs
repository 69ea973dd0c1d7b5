using ModelGen.Generator.Tests.Harness;

namespace ModelGen.Generator.Tests.Oracle;

/// <summary>The gradients of a compiled model against differences of its own loss.</summary>
internal static class Slopes
{
    /// <param name="model">In double precision, with the experiment's parameters.</param>
    public static void Check(TestModel model, Experiment experiment, string what)
    {
        model.Forward(experiment.Inputs);
        model.Backward(experiment.Targets);
        double[] gradients = model.Gradients, inputGradients = model.InputGradients;
        foreach (var (name, values) in experiment.Parameters)
        {
            double[] numeric = CentralDifferences.Gradient(values, moved =>
            {
                model.SetParameter(name, moved);
                return LossOf(experiment.Inputs);
            });
            model.SetParameter(name, values);
            CentralDifferences.AssertEqual(numeric, model.Canonical(gradients, name), $"{what}, {name}");
        }

        CentralDifferences.AssertEqual(CentralDifferences.Gradient(experiment.Inputs, LossOf), inputGradients, $"{what}, inputs");

        double LossOf(double[] inputs)
        {
            model.Forward(inputs);
            return model.Backward(experiment.Targets);
        }
    }
}
