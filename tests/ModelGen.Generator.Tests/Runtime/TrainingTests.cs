using System;
using System.Linq;
using ModelGen.Generator.Tests.Harness;
using Xunit;

namespace ModelGen.Generator.Tests.Runtime;

public sealed class TrainingTests
{
    public static TheoryData<string, bool> Trainable
    {
        get
        {
            var models = new TheoryData<string, bool>();
            foreach (string name in new[] { "Regression", "Classifier", "OneByOne", "Perceptron", "Frozen", "Flattened" })
            {
                models.Add(name, false);
                models.Add(name, true);
            }

            return models;
        }
    }

    [Theory]
    [MemberData(nameof(Trainable))]
    public void The_same_seed_leads_to_the_same_bits(string name, bool isDouble)
    {
        TestModel one = RuntimeModels.Create(name, isDouble, seed: 7), two = RuntimeModels.Create(name, isDouble, seed: 7), other = RuntimeModels.Create(name, isDouble, seed: 8);
        Assert.Equal(one.Parameters, two.Parameters);
        Assert.NotEqual(one.Parameters, other.Parameters);
        for (int step = 0; step < 5; step++)
        {
            double[] inputs = RuntimeModels.Inputs(one, one.MaxBatch, step), targets = RuntimeModels.Targets(one, one.MaxBatch, step);
            Assert.Equal(one.TrainBatch(inputs, targets), two.TrainBatch(inputs, targets));
            other.TrainBatch(inputs, targets);
        }

        Assert.Equal(one.Parameters, two.Parameters);
    }

    [Theory]
    [MemberData(nameof(Trainable))]
    public void TrainBatch_goes_where_Forward_Backward_and_Update_go(string name, bool isDouble)
    {
        TestModel fused = RuntimeModels.Create(name, isDouble), stepwise = RuntimeModels.Create(name, isDouble);
        for (int step = 0; step < 4; step++)
        {
            int examples = 1 + (step % fused.MaxBatch);
            double[] inputs = RuntimeModels.Inputs(fused, examples, step), targets = RuntimeModels.Targets(fused, examples, step);
            stepwise.Forward(inputs);
            double loss = stepwise.Backward(targets);
            stepwise.Update();
            Close.To(loss, fused.TrainBatch(inputs, targets), isDouble ? 1e-9 : 1e-4, $"loss of step {step}");
        }

        double[] probe = RuntimeModels.Inputs(fused, 3, seed: 99);
        Close.To(stepwise.Predict(probe), fused.Predict(probe), isDouble ? 1e-7 : 1e-2, "Predict");
    }

    [Theory]
    [MemberData(nameof(Trainable))]
    public void Training_on_one_batch_lowers_its_loss(string name, bool isDouble)
    {
        TestModel model = RuntimeModels.Create(name, isDouble);
        double[] inputs = RuntimeModels.Inputs(model, model.MaxBatch), targets = RuntimeModels.Targets(model, model.MaxBatch);
        double first = model.TrainBatch(inputs, targets);
        for (int step = 0; step < 50; step++)
        {
            model.TrainBatch(inputs, targets);
        }

        Assert.True(model.Evaluate(inputs, targets) < first, $"{model.Evaluate(inputs, targets)} after 51 steps, {first} before.");
    }

    [Theory]
    [MemberData(nameof(Trainable))]
    public void No_member_allocates_after_the_first_training_call(string name, bool isDouble)
    {
        TestModel model = RuntimeModels.Create(name, isDouble);
        foreach (int examples in new[] { model.MaxBatch, 1 })
        {
            var allocations = model.Allocations(RuntimeModels.Inputs(model, examples), RuntimeModels.Targets(model, examples));
            Assert.All(allocations, member => Assert.True(member.Value == 0, $"{member.Key} allocated {member.Value} bytes."));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Class_indices_mean_one_hot_rows(bool isDouble)
    {
        TestModel byRows = RuntimeModels.Create("Classifier", isDouble), byClasses = RuntimeModels.Create("Classifier", isDouble);
        int[] classes = [4, 0, 2, 2, 1];
        double[] rows = Oracle.Experiment.OneHot(classes, 5), inputs = RuntimeModels.Inputs(byRows, 5);
        double tolerance = isDouble ? 1e-12 : 1e-5;
        Close.To(byRows.Evaluate(inputs, rows), byClasses.Evaluate(inputs, classes), tolerance, "Evaluate");
        byRows.Forward(inputs);
        byClasses.Forward(inputs);
        Close.To(byRows.Backward(rows), byClasses.Backward(classes), tolerance, "Backward");
        Close.To(byRows.Gradients, byClasses.Gradients, tolerance, "Gradients");
        Close.To(byRows.TrainBatch(inputs, rows), byClasses.TrainBatch(inputs, classes), tolerance, "TrainBatch");
        Close.To(byRows.Parameters, byClasses.Parameters, tolerance, "Parameters");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Predict_and_Evaluate_do_not_disturb_a_step(bool isDouble)
    {
        TestModel model = RuntimeModels.Create("Regression", isDouble), twin = RuntimeModels.Create("Regression", isDouble);
        double[] inputs = RuntimeModels.Inputs(model, 4), targets = RuntimeModels.Targets(model, 4);
        twin.Forward(inputs);
        model.Forward(inputs);
        model.Predict(RuntimeModels.Inputs(model, 9, seed: 5));
        model.Evaluate(RuntimeModels.Inputs(model, 9, seed: 6), RuntimeModels.Targets(model, 9));
        Assert.Equal(twin.Backward(targets), model.Backward(targets));
        model.Evaluate(RuntimeModels.Inputs(model, 2, seed: 7), RuntimeModels.Targets(model, 2));
        Assert.Equal(twin.Gradients, model.Gradients);
        Assert.Equal(twin.InputGradients, model.InputGradients);
        twin.Update();
        model.Update();
        Assert.Equal(twin.Parameters, model.Parameters);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Evaluate_is_the_mean_over_any_number_of_examples(bool isDouble)
    {
        TestModel model = RuntimeModels.Create("Regression", isDouble);
        int examples = (2 * model.MaxBatch) + 3;
        double[] inputs = RuntimeModels.Inputs(model, examples), targets = RuntimeModels.Targets(model, examples);
        double mean = inputs.Chunk(model.InputLength).Zip(targets.Chunk(model.OutputLength), model.Evaluate).Average();
        Close.To(mean, model.Evaluate(inputs, targets), isDouble ? 1e-13 : 1e-5, "Evaluate");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_small_batch_after_a_large_one_sees_nothing_of_it(bool isDouble)
    {
        TestModel used = RuntimeModels.Create("Regression", isDouble), fresh = RuntimeModels.Create("Regression", isDouble);
        used.Forward(RuntimeModels.Inputs(used, used.MaxBatch, seed: 5));
        used.Backward(RuntimeModels.Targets(used, used.MaxBatch, seed: 6));
        double[] inputs = RuntimeModels.Inputs(used, 2), targets = RuntimeModels.Targets(used, 2);
        Assert.Equal(fresh.Forward(inputs), used.Forward(inputs));
        Assert.Equal(fresh.Backward(targets), used.Backward(targets));
        Assert.Equal(fresh.Gradients, used.Gradients);
        Assert.Equal(fresh.InputGradients, used.InputGradients);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Two_models_share_nothing(bool isDouble)
    {
        TestModel one = RuntimeModels.Create("Regression", isDouble), two = RuntimeModels.Create("Regression", isDouble, seed: 3), alone = RuntimeModels.Create("Regression", isDouble);
        double[] inputs = RuntimeModels.Inputs(one, 4), targets = RuntimeModels.Targets(one, 4);
        one.Forward(inputs);
        two.Forward(RuntimeModels.Inputs(two, 3, seed: 11));
        alone.Forward(inputs);
        two.Backward(RuntimeModels.Targets(two, 3));
        Assert.Equal(alone.Backward(targets), one.Backward(targets));
        two.Update();
        one.Update();
        alone.Update();
        Assert.Equal(alone.Parameters, one.Parameters);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_frozen_layer_stays_and_has_no_gradient(bool isDouble)
    {
        TestModel model = RuntimeModels.Create("Frozen", isDouble);
        double[] weight = model.GetParameter("dense1.weight"), bias = model.GetParameter("dense1.bias"), last = model.GetParameter("dense2.weight");
        for (int step = 0; step < 3; step++)
        {
            model.Forward(RuntimeModels.Inputs(model, 3, step));
            model.Backward(RuntimeModels.Targets(model, 3, step));
            model.Update();
            model.TrainBatch(RuntimeModels.Inputs(model, 2, step), RuntimeModels.Targets(model, 2, step));
        }

        Assert.Equal(weight, model.GetParameter("dense1.weight"));
        Assert.Equal(bias, model.GetParameter("dense1.bias"));
        Assert.NotEqual(last, model.GetParameter("dense2.weight"));
        Assert.All(model.Canonical(model.Gradients, "dense1.weight"), g => Assert.Equal(0, g));
        Assert.False(model.ParameterInfos.Single(p => p.Name == "dense1.weight").Trainable);
        Assert.True(model.ParameterInfos.Single(p => p.Name == "dense2.weight").Trainable);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void LearningRate_starts_as_declared_and_scales_the_step(bool isDouble)
    {
        TestModel model = RuntimeModels.Create("OneByOne", isDouble), still = RuntimeModels.Create("OneByOne", isDouble);
        Assert.Equal(0.01, model.LearningRate, 1e-8);
        double[] inputs = RuntimeModels.Inputs(model, 1), targets = RuntimeModels.Targets(model, 1), start = model.Parameters;
        still.LearningRate = 0;
        still.TrainBatch(inputs, targets);
        Assert.Equal(start, still.Parameters);
        model.TrainBatch(inputs, targets);
        double[] step = [.. model.Parameters.Zip(start, (a, b) => a - b)];
        TestModel faster = RuntimeModels.Create("OneByOne", isDouble);
        faster.LearningRate = 0.03;
        faster.TrainBatch(inputs, targets);
        Close.To([.. step.Select(s => 3 * s)], [.. faster.Parameters.Zip(start, (a, b) => a - b)], isDouble ? 1e-12 : 1e-6, "three times the step");
    }
}
