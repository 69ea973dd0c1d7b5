using System.Linq;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Tests.Harness;
using ModelGen.Generator.Tests.Oracle;
using Xunit;

namespace ModelGen.Generator.Tests.Goldens;

/// <summary>What layers, losses, gradients and optimizers are lowered to, against PyTorch: the op graph is interpreted, no code is generated.</summary>
public sealed class GoldenGraphTests
{
    public static TheoryData<string> Names => [.. GoldenFiles.Supported.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Graph_computes_what_PyTorch_computes(string name)
    {
        GoldenCase golden = GoldenFiles.Find(name);
        double tolerance = GoldenTolerance.Of(golden, isDouble: true);
        OpGraph graph = Graphs.Lower([GoldenDeclaration.Declare(golden, isDouble: true, GoldenForm.InDense)]).Values.Single();
        var interpreter = new GraphInterpreter(graph, golden.Optimizer["lr"].GetDouble());
        foreach (GoldenParameter parameter in golden.Params)
        {
            interpreter.SetParameter(GoldenDeclaration.ParameterName(golden, parameter.Name), parameter.Values);
        }

        foreach (var (buffer, values) in golden.Buffers)
        {
            interpreter.SetParameter(GoldenDeclaration.ParameterName(golden, buffer), values);
        }

        for (int step = 0; step < golden.Steps.Losses.Length; step++)
        {
            double[] output = interpreter.Forward(golden.X);
            double loss = interpreter.Backward(golden.Y);
            Close.To(golden.Steps.Losses[step], loss, tolerance, $"loss of step {step}");
            if (step == 0)
            {
                Close.To(golden.Output, output, tolerance, "output");
                Close.To(golden.LossValue, loss, tolerance, "loss");
                Close.To(golden.InputGradients, interpreter[graph.InputGradient!], tolerance, "dx");
                foreach (var (parameter, gradient) in golden.Grads)
                {
                    Close.To(gradient, interpreter.GetGradient(GoldenDeclaration.ParameterName(golden, parameter)), tolerance, $"gradient of {parameter}");
                }
            }

            interpreter.Update();
        }

        foreach (var (parameter, values) in golden.Steps.Kept)
        {
            Close.To(values, interpreter.GetParameter(GoldenDeclaration.ParameterName(golden, parameter)), tolerance, $"{parameter} after all steps");
        }

        Close.To(golden.EvalOutputAfterSteps, interpreter.Predict(golden.X), tolerance, "output after all steps");
    }
}
