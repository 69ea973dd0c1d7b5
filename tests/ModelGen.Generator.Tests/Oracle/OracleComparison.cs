using System.Linq;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Tests.Harness;
using ModelGen.Generator.Tests.Memory;

namespace ModelGen.Generator.Tests.Oracle;

/// <summary>A compiled model against the interpreter of its op graph.</summary>
internal static class OracleComparison
{
    /// <summary>
    /// Runs some training steps on both. In single precision the interpreter takes the model's gradients and parameters over at each step, so that
    /// what is compared is one step's rounding and not what an optimizer that divides by small numbers makes of it.
    /// </summary>
    public static void Check(Trial trial, TestModel model, OpGraph graph)
    {
        CheckOne(trial, model, graph);
        if (CheckedMemory.IsWatching || !trial.ChecksReference || !model.HasFastCode)
        {
            // The reference form has bounds of its own, and what the library allocates for it may move. Where it is all there is, it has been checked.
            return;
        }

        CheckOne(trial, TestModel.CreateReference(model.Instance.GetType()), graph);
        model.CheckKernels(trial.Seed);
    }

    private static void CheckOne(Trial trial, TestModel model, OpGraph graph)
    {
        double tolerance = trial.IsDouble ? 1e-9 : 1e-4;
        Experiment experiment = Experiment.Draw(graph, trial.Losses, trial.Batch, trial.Seed, trial.IsDouble ? 1e-9 : 1e-5);
        var interpreter = new GraphInterpreter(graph, trial.LearningRate);
        experiment.Start(interpreter);
        foreach (var (name, values) in experiment.Parameters)
        {
            model.SetParameter(name, values);
        }

        CheckInference(model, interpreter, experiment, tolerance);
        for (int step = 1; step <= trial.Steps; step++)
        {
            interpreter.DropoutStep = step - 1;
            double[] output = interpreter.Forward(experiment.Inputs);
            double loss = interpreter.Backward(experiment.Targets);
            if (interpreter.NearestCorner < 1e-5 && step > 1)
            {
                return;
            }

            Close.To(output, model.Forward(experiment.Inputs), tolerance, $"Forward {step}");
            Close.To(loss, model.Backward(experiment.Targets), tolerance, $"Backward {step}");
            CheckGradients(model, interpreter, graph, tolerance, step);
            if (graph.Ops(Pass.Update).Count == 0)
            {
                // Nothing is trainable: all is frozen, or pools alone.
                return;
            }

            if (!trial.IsDouble)
            {
                TakeOver(model, interpreter, graph);
            }

            interpreter.Update();
            model.Update();
            CheckParameters(model, interpreter, graph, tolerance, $"after Update {step}");
        }

        CheckTrainBatch(trial, model, graph, experiment, tolerance);
    }

    private static void CheckInference(TestModel model, GraphInterpreter interpreter, Experiment experiment, double tolerance)
    {
        Close.To(interpreter.Predict(experiment.Inputs), model.Predict(experiment.Inputs), tolerance, "Predict");
        CheckStream(model, experiment.Inputs, interpreter.Predict(experiment.Inputs), tolerance);
        Close.To(interpreter.Evaluate(experiment.Inputs, experiment.Targets), model.Evaluate(experiment.Inputs, experiment.Targets), tolerance, "Evaluate");
    }

    /// <summary>The first and the last example as streams, one after the other with the same one.</summary>
    private static void CheckStream(TestModel model, double[] inputs, double[] predictions, double tolerance)
    {
        if (model.CreateStream() is not { } stream)
        {
            return;
        }

        int last = (inputs.Length / model.InputLength) - 1;
        foreach (int example in new[] { 0, last })
        {
            stream.Reset();
            double[] sequence = inputs[(example * model.InputLength)..((example + 1) * model.InputLength)], expected = predictions[(example * model.OutputLength)..((example + 1) * model.OutputLength)];
            if (model.LengthAt >= 0)
            {
                // To a stream the padding does not come.
                int times = model.LengthAt / stream.InputLength, real = (int)sequence[model.LengthAt];
                expected = model.OutputLength == times * stream.OutputLength ? expected[..(real * stream.OutputLength)] : expected;
                sequence = sequence[..(real * stream.InputLength)];
            }

            Close.To(expected, stream.Run(sequence, expected.Length), tolerance, $"the stream of example {example}");
        }
    }

    private static void CheckGradients(TestModel model, GraphInterpreter interpreter, OpGraph graph, double tolerance, int step)
    {
        double[] gradients = model.Gradients;
        foreach (string name in graph.Parameters.Select(p => p.Name))
        {
            Close.To(interpreter.GetGradient(name), model.Canonical(gradients, name), tolerance, $"gradient of {name} at step {step}");
        }

        Close.To(interpreter[graph.InputGradient!], model.InputGradients, tolerance, $"InputGradients at step {step}");
    }

    private static void TakeOver(TestModel model, GraphInterpreter interpreter, OpGraph graph)
    {
        double[] gradients = model.Gradients;
        foreach (string name in graph.Parameters.Select(p => p.Name))
        {
            interpreter.SetGradient(name, model.Canonical(gradients, name));
            interpreter.SetParameter(name, model.GetParameter(name));
        }
    }

    private static void CheckParameters(TestModel model, GraphInterpreter interpreter, OpGraph graph, double tolerance, string when)
    {
        foreach (string name in graph.Parameters.Select(p => p.Name))
        {
            Close.To(interpreter.GetParameter(name), model.GetParameter(name), tolerance, $"{name} {when}");
        }
    }

    /// <summary>The fused step, by one thread and by several, leads from the same start where the three calls lead.</summary>
    private static void CheckTrainBatch(Trial trial, TestModel stepwise, OpGraph graph, Experiment experiment, double tolerance)
    {
        TestModel again = Start(), fused = Start(), shared = Start();
        again.Forward(experiment.Inputs);
        double expected = again.Backward(experiment.Targets);
        again.Update();
        Close.To(expected, Train(fused), tolerance, "TrainBatch");
        if (trial.IsShared)
        {
            shared.DegreeOfParallelism = 2 + (trial.Seed % 3);
            Close.To(expected, Train(shared), tolerance, "TrainBatch by several threads");
            if (trial.Batch > 1)
            {
                Close.To(again.Gradients, shared.Gradients, tolerance, "gradients by several threads");
            }

            shared.DegreeOfParallelism = 1;
        }

        // An optimizer that divides a small gradient by its own size turns a difference of rounding into one of the whole step.
        double stepTolerance = trial.IsDouble ? 1e-6 : System.Math.Max(tolerance, 2 * trial.LearningRate);
        foreach (string name in graph.Parameters.Select(p => p.Name))
        {
            Close.To(again.GetParameter(name), fused.GetParameter(name), stepTolerance, $"{name} after TrainBatch");
            if (trial.IsShared)
            {
                Close.To(again.GetParameter(name), shared.GetParameter(name), stepTolerance, $"{name} after TrainBatch by several threads");
            }
        }

        TestModel Start()
        {
            TestModel model = stepwise.IsReference ? TestModel.CreateReference(stepwise.Instance.GetType()) : TestModel.Create(stepwise.Instance.GetType());
            foreach (var (name, values) in experiment.Parameters)
            {
                model.SetParameter(name, values);
            }

            return model;
        }

        double Train(TestModel model) => model.TakesClasses && trial.Losses[0].Name == "SoftmaxCrossEntropyLoss" && trial.Seed % 2 == 0
            ? model.TrainBatch(experiment.Inputs, experiment.Classes)
            : model.TrainBatch(experiment.Inputs, experiment.Targets);
    }
}
