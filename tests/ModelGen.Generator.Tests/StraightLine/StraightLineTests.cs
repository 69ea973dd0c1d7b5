using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Planning;
using ModelGen.Generator.StraightLine;
using ModelGen.Generator.Tests.Harness;
using ModelGen.Generator.Tests.Oracle;
using ModelGen.Generator.Tests.Shapes;
using Shouldly;
using Xunit;

namespace ModelGen.Generator.Tests.StraightLine;

/// <summary>Straight lines for every width, executed lane by lane and compared with the interpreter of the graph.</summary>
public sealed class StraightLineTests
{
    private const double LearningRate = 0.1;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 80)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_prediction_of_one_example_is_the_interpreters(int seed)
    {
        SmallNetwork network = SmallNetwork.Draw(seed);
        CompiledModel model = Stages.Compile(network.Attributes);
        Experiment experiment = Experiment.Draw(model.Graph, network.Loss, 1, seed, 1e-9);
        var interpreter = new GraphInterpreter(model.Graph);
        experiment.Start(interpreter);
        double[] expected = interpreter.Forward(experiment.Inputs);

        StraightLinePass pass = model.StraightLines.Predict.ShouldNotBeNull();
        foreach (StraightLineProgram program in pass.Programs)
        {
            var buffers = Buffers(model, program, interpreter);
            string output = model.Graph.Output.Storage.Name;
            buffers["input"] = experiment.Inputs;
            buffers[output] = new double[expected.Length];
            new Machine(buffers, program, 0).Run();
            Close.To(expected, buffers[output], 1e-12, $"{network}, {program.Width.Bits} bits");
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_training_step_is_the_interpreters(int seed)
    {
        SmallNetwork network = SmallNetwork.Draw(seed);
        CompiledModel model = Stages.Compile(network.Attributes);
        for (int k = 0; k < model.Plan.Targets.Count; k++)
        {
            TargetPlan target = model.Plan.Targets[k];
            StraightLinePass pass = model.StraightLines.Training[k].ShouldNotBeNull($"{network}");
            pass.Examples.ShouldBe(network.Examples);
            pass.SamplesInLanes.ShouldBe(network.Examples > 1);
            Experiment experiment = Experiment.Draw(model.Graph, network.Loss, network.Examples, seed, 1e-9);
            double[] targets = target.IsClasses ? [.. experiment.Classes.Select(c => (double)c)] : experiment.Targets;
            foreach (StraightLineProgram program in pass.Programs)
            {
                var interpreter = new GraphInterpreter(target.Graph, LearningRate);
                experiment.Start(interpreter);
                var buffers = Buffers(model, program, interpreter);
                buffers["input"] = experiment.Inputs;
                buffers[target.Target.Name] = targets;

                interpreter.Forward(experiment.Inputs);
                double loss = interpreter.Backward(targets);
                Close.To(loss, new Machine(buffers, program, LearningRate).Run(), 1e-12, $"loss of {network}, {program.Width.Bits} bits");
                CheckResults(model, target, interpreter, buffers, $"{network}, {program.Width.Bits} bits");
            }
        }
    }

    /// <summary>The networks above are held to the interpreter, loops and all.</summary>
    [Fact]
    public void Equal_rows_are_loops_of_three_turns_and_more()
    {
        Loop[] loops =
        [
            .. Enumerable.Range(1, 80).Select(seed => Stages.Compile(SmallNetwork.Draw(seed).Attributes).StraightLines)
                .SelectMany(lines => lines.Training.Append(lines.Predict)).OfType<StraightLinePass>()
                .SelectMany(pass => pass.Programs).SelectMany(program => program.Instructions).OfType<Loop>(),
        ];
        loops.Length.ShouldBeGreaterThan(20);
        loops.ShouldAllBe(l => l.End % l.Step == 0 && l.End / l.Step >= 3 && l.Body.Count > 0 && l.Body.All(i => !(i is Loop)));
        loops.Select(l => l.Body.OfType<Store>().Any()).Distinct().Count().ShouldBe(2, "sums of products, and rows that are updated");
    }

    [Fact]
    public void Small_networks_are_straight_lines_and_large_ones_are_not()
    {
        Stages.Compile("[Model(MaxBatch = 4)] [Input(2)] [Dense(8, Activation.Relu)] [Dense(1)] [MeanSquaredErrorLoss] [Sgd]").StraightLines.Training.Single()!.Programs.Count.ShouldBe(1, "a vector for four examples is the same on every machine");
        CompiledModel moons = Stages.Compile("[Model(MaxBatch = 1)] [Input(2)] [Dense(25, Activation.Tanh)] [Dense(50, Activation.Tanh)] [Dense(25, Activation.Tanh)] [Dense(2)] [MeanSquaredErrorLoss] [Sgd]");
        moons.StraightLines.Training.Single()!.Narrowest.Bits.ShouldBe(512, "with narrower vectors the JIT runs out of locals");
        moons.StraightLines.Predict!.Narrowest.Bits.ShouldBe(512, "14 sums and what they take do not stay in 16 registers");
        moons.StraightLines.PredictReason.ShouldEndWith("256 bits would keep 14 sums in 16 registers");
        Stages.Compile("[Model] [Input(4)] [Dense(40, Activation.Relu)] [Dense(2)]").StraightLines.Predict!.Narrowest.Bits.ShouldBe(128, "10 sums do");
        Stages.Compile("[Model] [Input(4)] [Dense(64, Activation.Relu)] [Dense(2)]").StraightLines.Predict!.Narrowest.Bits.ShouldBe(256, "of 16 at 128 bits, 8 at 256");
        CompiledModel digits = Stages.Compile("[Model(MaxBatch = 1)] [Input(784)] [Dense(128, Activation.Relu)] [Dense(10)] [MeanSquaredErrorLoss] [Sgd]");
        digits.StraightLines.Predict.ShouldBeNull();
        digits.StraightLines.Training.ShouldBe([null]);
        Stages.Compile("[Model(MaxBatch = 5)] [Input(2)] [Dense(1)] [MeanSquaredErrorLoss] [Sgd]").StraightLines.Training.ShouldBe([null], "no vector has five lanes");
    }

    private static void CheckResults(CompiledModel model, TargetPlan target, GraphInterpreter interpreter, Dictionary<string, double[]> buffers, string what)
    {
        if (target.Train is not null)
        {
            interpreter.Update();
        }

        PlannedProgram last = target.Train ?? target.Backward;
        foreach (Parameter parameter in target.Graph.Parameters)
        {
            bool isGradient = target.Train is null;
            if (isGradient && parameter.Gradient is null)
            {
                continue;
            }

            Value value = isGradient ? parameter.Gradient! : parameter.Value;
            Slot slot = last.Buffers.Find(value);
            double[] actual = [.. buffers[isGradient ? "arena" : "parameters"].Skip((int)slot.Offset).Take((int)slot.Length)];
            Close.To(InMemory(model.Layouts, value, interpreter[value]), actual, 1e-12, $"{value} of {what}");
        }
    }

    private static Dictionary<string, double[]> Buffers(CompiledModel model, StraightLineProgram program, GraphInterpreter interpreter)
    {
        BufferPlan places = model.Plan.Buffers;
        double[] parameters = new double[places.ParameterCount];
        foreach (Parameter parameter in model.Graph.Parameters)
        {
            InMemory(model.Layouts, parameter.Value, interpreter[parameter.Value]).CopyTo(parameters, places.Find(parameter.Value).Offset);
        }

        // What is not there yet is not a number: whoever reads it too early is found out.
        return new Dictionary<string, double[]>
        {
            ["parameters"] = parameters,
            ["arena"] = [.. Enumerable.Repeat(double.NaN, (int)model.Plan.ArenaLength)],
            ["scratch"] = [.. Enumerable.Repeat(double.NaN, program.ScratchLength)],
        };
    }

    /// <summary>A tensor's numbers in the order they lie in memory.</summary>
    private static double[] InMemory(Layouts layouts, Value value, double[] numbers)
    {
        if (!layouts.IsTransposed(value))
        {
            return numbers;
        }

        int rows = value.Shape[0], columns = value.Shape[1];
        return [.. Enumerable.Range(0, columns).SelectMany(c => Enumerable.Range(0, rows).Select(r => numbers[(r * columns) + c]))];
    }
}
