using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Tests.Harness;
using ModelGen.Generator.Tests.Oracle;
using Xunit;
using Xunit.Sdk;

namespace ModelGen.Generator.Tests.Lanes;

/// <summary>Networks over images in batches that fill a vector, generated, compiled, run, and compared with the interpreter of their op graph.</summary>
[Trait("Category", "Width")]
public sealed class LaneNetworkTests
{
    private const int Together = 8;

    /// <summary>16, and as many as random networks on request.</summary>
    private static readonly int Count = Math.Max(16, RandomNetworkTests.Requested);

    public static TheoryData<int> Chunks => [.. Enumerable.Range(0, (Count + Together - 1) / Together)];

    [Theory]
    [MemberData(nameof(Chunks))]
    public void Compiled_networks_agree_with_the_interpreter(int chunk)
    {
        ImageNetwork[] networks = [.. Enumerable.Range(chunk * Together, Together).Select(ImageNetwork.Draw)];
        var batch = new ModelBatch(networks.Select(n => n.Declaration), checkOverflow: chunk % 2 == 1, Together);
        List<string> faults = [];
        foreach (ImageNetwork network in networks)
        {
            try
            {
                Check(network, batch);
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                faults.Add($"{network.Declaration}{(fault.InnerException ?? fault).Message}");
            }
        }

        Assert.True(faults.Count == 0, string.Join("\n\n", faults));
    }

    /// <summary>Convolutions of all kinds straight before a pool whose windows lie side by side: its gradient is routed in the gradient of their weights.</summary>
    [Fact]
    public void Convolutions_before_pools_agree_with_the_interpreter()
    {
        string[] convolutions =
        [
            "DepthwiseConv2D(3, Padding = Padding.Same, Activation = Activation.Relu, Name = \"blocks\")", "DepthwiseConv2D(1, Bias = false, Name = \"block\")", "DepthwiseConv2D(3, Multiplier = 2, Name = \"from\")",
            "Conv2D(4, 1, Groups = 4, Name = \"gradient\")", "Conv2D(6, 3, Groups = 2, Name = \"part\")", "Conv2DTranspose(3, 3, Name = \"count\")",
        ];
        ImageNetwork[] networks = [.. convolutions.Select((layer, n) => new ImageNetwork($"BeforePool{n}", 8, 8, 4, [layer, "MaxPool2D(2, Name = \"blocks2\")", "Flatten", "Dense(3)"], "SoftmaxCrossEntropyLoss", 20, n % 2 == 1))];
        var batch = new ModelBatch(networks.Select(n => n.Declaration), together: networks.Length);
        Assert.All(networks, n => Check(n, batch));
    }

    /// <summary>Rows that are swept several times: what a sweep computes waits for the next where a result goes.</summary>
    [Fact]
    public void Softmaxes_over_channels_agree_with_the_interpreter()
    {
        string[][] layers =
        [
            ["Conv2D(16, 3)", "ActivationLayer(Activation.Softmax)"],
            ["Conv2D(5, 3)", "LayerNorm", "ActivationLayer(Activation.Mish)", "ActivationLayer(Activation.Softmax)"],
            ["Conv2D(16, 3, Activation = Activation.LogSoftmax)", "LayerNorm", "ActivationLayer(Activation.Gelu)", "ActivationLayer(Activation.LogSoftmax)"],
            ["Conv2D(19, 3)", "ActivationLayer(Activation.Gelu)", "ActivationLayer(Activation.Softmax)", "BatchNorm", "ActivationLayer(Activation.Mish)"],
            ["Conv2D(2, 3)", "ActivationLayer(Activation.Tanh)", "ActivationLayer(Activation.Softmax)", "LayerNorm"],
        ];
        ImageNetwork[] networks =
        [
            .. layers.SelectMany((l, n) => new[] { false, true }.Select(isDouble =>
                new ImageNetwork($"Softmax{n}{(isDouble ? "Double" : "Single")}", 6, 5, 2, [.. l, "Flatten", "Dense(3)"], "SoftmaxCrossEntropyLoss", 20, isDouble))),
        ];
        var batch = new ModelBatch(networks.Select(n => n.Declaration), together: networks.Length);
        Assert.All(networks, n => Check(n, batch));
    }

    /// <summary>Batches that fill a block, several, and none; after a larger one, so that what it left in the lanes is there.</summary>
    internal static void Check(ImageNetwork network, ModelBatch batch)
    {
        OpGraph graph = Graphs.Lower(batch.Spec(network.Declaration));
        foreach (int examples in new[] { network.MaxBatch, 33, 17, 16, 3, 1 }.Where(n => n <= network.MaxBatch).Distinct())
        {
            Check(network, batch.Create(network.Declaration), graph, examples);
        }

        TestModel model = batch.Create(network.Declaration);
        Check(network, model, graph, network.MaxBatch);
        Check(network, model, graph, 5);
    }

    private static void Check(ImageNetwork network, TestModel model, OpGraph graph, int examples)
    {
        double tolerance = network.IsDouble ? 1e-9 : 2e-4;
        Experiment experiment = Experiment.Draw(graph, network.Loss, examples, examples, network.IsDouble ? 1e-9 : 1e-6);
        var interpreter = new GraphInterpreter(graph);
        experiment.Start(interpreter);
        foreach (var (name, values) in experiment.Parameters)
        {
            model.SetParameter(name, values);
        }

        Close.To(interpreter.Predict(experiment.Inputs), model.Predict(experiment.Inputs), tolerance, $"Predict of {examples}");
        Close.To(interpreter.Evaluate(experiment.Inputs, experiment.Targets), model.Evaluate(experiment.Inputs, experiment.Targets), tolerance, $"Evaluate of {examples}");
        double[] output = interpreter.Forward(experiment.Inputs);
        DrawAgain(model);
        Close.To(output, model.Forward(experiment.Inputs), tolerance, $"Forward of {examples}");
        foreach (string name in graph.Parameters.Select(p => p.Name))
        {
            Close.To(interpreter.GetParameter(name), model.GetParameter(name), tolerance, $"{name} after Forward of {examples}");
        }

        double loss = interpreter.Backward(experiment.Targets);
        Close.To(loss, model.Backward(experiment.Targets), tolerance, $"Backward of {examples}");
        double[] gradients = model.Gradients;
        foreach (string name in graph.Parameters.Select(p => p.Name))
        {
            Close.To(interpreter.GetGradient(name), model.Canonical(gradients, name), tolerance, $"gradient of {name} for {examples}");
        }

        Close.To(interpreter[graph.InputGradient!], model.InputGradients, tolerance, $"InputGradients of {examples}");
        if (model.TakesClasses && network.Loss == "SoftmaxCrossEntropyLoss")
        {
            DrawAgain(model);
            model.Forward(experiment.Inputs);
            Close.To(loss, model.Backward(experiment.Classes), tolerance, $"Backward with classes of {examples}");
            Close.To(gradients, model.Gradients, tolerance, $"gradients with classes for {examples}");
        }

        double[] before = model.Parameters;
        DrawAgain(model);
        Close.To(loss, model.TrainBatch(experiment.Inputs, experiment.Targets), tolerance, $"TrainBatch of {examples}");
        if (!model.Parameters.Zip(before, (a, b) => Math.Abs(a - b)).Any(d => d > 0))
        {
            throw new XunitException("TrainBatch changed nothing.");
        }
    }

    /// <summary>The next step drops what the last one dropped.</summary>
    private static void DrawAgain(TestModel model)
    {
        if (model.Instance is IDropoutModel dropout)
        {
            dropout.DropoutStep = 0;
        }
    }
}
