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
            CentralDifferences.Check(values, model.Canonical(gradients, name), moved =>
            {
                model.SetParameter(name, moved);
                return LossOf(experiment.Inputs);
            }, $"{what}, {name}");
            model.SetParameter(name, values);
        }

        CentralDifferences.Check(experiment.Inputs, inputGradients, LossOf, $"{what}, inputs");

        double LossOf(double[] inputs)
        {
            model.Forward(inputs);
            return model.Backward(experiment.Targets);
        }
    }
}
