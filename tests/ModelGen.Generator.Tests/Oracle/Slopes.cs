using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Tests.Harness;

namespace ModelGen.Generator.Tests.Oracle;

/// <summary>Gradients against differences of the loss.</summary>
internal static class Slopes
{
    /// <summary>Those that differentiation gives, of all that is trained and of the inputs, as the interpreter computes them.</summary>
    /// <param name="unmoved">The places of inputs that have no slope.</param>
    public static void Check(OpGraph graph, Experiment experiment, string what, IReadOnlyCollection<int>? unmoved = null)
    {
        GraphInterpreter interpreter = new(graph);
        experiment.Start(interpreter);
        interpreter.Forward(experiment.Inputs);
        interpreter.Backward(experiment.Targets);
        double[] inputGradient = [.. interpreter[graph.InputGradient!]];
        (string Name, double[] Gradient)[] gradients = [.. graph.Parameters.Where(p => p.Trainable).Select(p => (p.Name, interpreter.GetGradient(p.Name)))];
        foreach (var (name, gradient) in gradients)
        {
            double[] values = experiment.Parameters[name];
            CentralDifferences.Check(values, gradient, moved =>
            {
                interpreter.SetParameter(name, moved);
                return LossOf(experiment.Inputs);
            }, $"{what}, {name}");
            interpreter.SetParameter(name, values);
        }

        CentralDifferences.Check(experiment.Inputs, inputGradient, LossOf, $"{what}, inputs", unmoved);

        double LossOf(double[] inputs)
        {
            interpreter.Forward(inputs);
            return interpreter.Loss(experiment.Targets);
        }
    }

    /// <summary>Those of a compiled model.</summary>
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
