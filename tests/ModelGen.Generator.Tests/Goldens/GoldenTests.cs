using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Tests.Harness;
using ModelGen.Testing;
using Xunit;

namespace ModelGen.Generator.Tests.Goldens;

/// <summary>
/// Generated models against PyTorch: a case becomes a class with attributes, is generated, compiled and run. Single precision is compiled with unchecked
/// arithmetic, double with checked.
/// </summary>
[Trait("Category", "Width")]
public sealed class GoldenTests
{
    private static readonly Lazy<ModelBatch> Singles = Batch(isDouble: false, [GoldenForm.InDense, GoldenForm.InLanes, GoldenForm.InLoops]);
    private static readonly Lazy<ModelBatch> Doubles = Batch(isDouble: true, Enum.GetValues<GoldenForm>());

    /// <summary>With fast code, and without.</summary>
    public static TheoryData<string, bool, GoldenForm> AllCases
    {
        get
        {
            TheoryData<string, bool, GoldenForm> cases = Cases;
            foreach (GoldenCase golden in GoldenFiles.Supported)
            {
                cases.Add(golden.Name, false, GoldenForm.InLoops);
                cases.Add(golden.Name, true, GoldenForm.InLoops);
            }

            return cases;
        }
    }

    public static TheoryData<string, bool, GoldenForm> Cases
    {
        get
        {
            var cases = new TheoryData<string, bool, GoldenForm>();
            foreach (GoldenCase golden in GoldenFiles.Supported)
            {
                cases.Add(golden.Name, false, GoldenForm.InDense);
                cases.Add(golden.Name, true, GoldenForm.InDense);
                cases.Add(golden.Name, true, GoldenForm.Separate);
                if (IsIn(GoldenForm.InLanes, golden))
                {
                    cases.Add(golden.Name, false, GoldenForm.InLanes);
                    cases.Add(golden.Name, true, GoldenForm.InLanes);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(AllCases))]
    public void Model_computes_what_PyTorch_computes(string name, bool isDouble, GoldenForm form) => new Run(name, isDouble, form).Check();

    [Theory]
    [MemberData(nameof(Cases))]
    [Trait("Form", "Reference")]
    public void Reference_form_computes_what_PyTorch_computes(string name, bool isDouble, GoldenForm form) => new Run(name, isDouble, form) { IsReference = true }.Check();

    [Theory]
    [MemberData(nameof(Cases))]
    public void Fast_code_agrees_with_the_reference_form(string name, bool isDouble, GoldenForm form)
    {
        TestModel model = new Run(name, isDouble, form).NewModel();
        double[] before = model.Parameters;
        KernelCheck check = model.CheckKernels();
        Assert.True(check.Compared > 0 && check.Error <= 1);
        Assert.Equal(before, model.Parameters);
    }

    [Theory]
    [MemberData(nameof(AllCases))]
    public void Training_allocates_nothing(string name, bool isDouble, GoldenForm form)
    {
        var run = new Run(name, isDouble, form);
        Assert.All(run.NewModel().Allocations(run.Golden.X, run.Golden.Y), member => Assert.True(member.Value == 0, $"{member.Key} allocated {member.Value} bytes."));
    }

    private static bool IsIn(GoldenForm form, GoldenCase golden) => form != GoldenForm.InLanes || golden.InputShape.Count() > 1;

    private static Lazy<ModelBatch> Batch(bool isDouble, IReadOnlyList<GoldenForm> forms) => new(() => new ModelBatch(
        from form in forms from golden in GoldenFiles.Supported where IsIn(form, golden) select GoldenDeclaration.Declare(golden, isDouble, form),
        checkOverflow: isDouble));

    private sealed class Run(string name, bool isDouble, GoldenForm form)
    {
        public bool IsReference { get; init; }

        public GoldenCase Golden { get; } = GoldenFiles.Find(name);

        private double Tolerance => GoldenTolerance.Of(Golden, isDouble);

        /// <summary>The model with the case's first parameters.</summary>
        public TestModel NewModel()
        {
            TestModel model = (isDouble ? Doubles : Singles).Value.Create(GoldenDeclaration.Declare(Golden, isDouble, form));
            foreach (GoldenParameter parameter in Golden.Params)
            {
                model.SetParameter(GoldenDeclaration.ParameterName(Golden, parameter.Name), parameter.Values);
            }

            return IsReference ? model.Reference : model;
        }

        public void Check()
        {
            TestModel model = NewModel();
            CheckShapes(model);
            CheckFirstStep(model);
            CheckSteps(NewModel(), "Forward, Backward, Update", m => Separately(m));
            CheckSteps(NewModel(), "TrainBatch", m => m.TrainBatch(Golden.X, Golden.Y));
            if (model.TakesClasses)
            {
                CheckSteps(NewModel(), "Forward, Backward and Update with classes", m => Separately(m, classes: true));
                CheckSteps(NewModel(), "TrainBatch with classes", m => m.TrainBatch(Golden.X, Golden.Classes));
            }
        }

        private void CheckShapes(TestModel model)
        {
            Assert.Equal(Golden.InputShape, model.InputShape);
            Assert.Equal(Golden.OutputShape, model.OutputShape);
            Assert.Equal(Golden.Params.Sum(p => p.Values.Length) + Golden.Buffers.Sum(b => b.Value.Length), model.ParameterCount);
            Assert.Equal(Golden.Params.Select(p => GoldenDeclaration.ParameterName(Golden, p.Name)), model.ParameterInfos.Where(IsNoBuffer).Select(p => p.Name));
            Assert.Equal(Golden.Params.Select(p => ValueArray.Create<int>(p.Shape)), model.ParameterInfos.Where(IsNoBuffer).Select(p => p.Shape));
            foreach (var (buffer, values) in Golden.Buffers)
            {
                string named = GoldenDeclaration.ParameterName(Golden, buffer);
                Assert.False(model.ParameterInfos.Single(p => p.Name == named).Trainable);
                Assert.Equal(values, model.GetParameter(named));
            }

            foreach (GoldenParameter parameter in Golden.Params)
            {
                Close.To(parameter.Values, model.GetParameter(GoldenDeclaration.ParameterName(Golden, parameter.Name)), isDouble ? 0 : 1e-7, parameter.Name);
            }
        }

        private bool IsNoBuffer(ParameterInfo parameter) => Golden.Buffers.Keys.All(b => GoldenDeclaration.ParameterName(Golden, b) != parameter.Name);

        private void CheckFirstStep(TestModel model)
        {
            if (!Golden.DiffersInInference)
            {
                Close.To(Golden.Output, model.Predict(Golden.X), Tolerance, "Predict");
                Close.To(Golden.LossValue, model.Evaluate(Golden.X, Golden.Y), Tolerance, "Evaluate");
            }

            if (model.TakesClasses)
            {
                if (!Golden.DiffersInInference)
                {
                    Close.To(Golden.LossValue, model.Evaluate(Golden.X, Golden.Classes), Tolerance, "Evaluate with classes");
                }

                model.Forward(Golden.X);
                Close.To(Golden.LossValue, model.Backward(Golden.Classes), Tolerance, "Backward with classes");
                CheckGradients(model, "with classes");
            }

            Close.To(Golden.Output, model.Forward(Golden.X), Tolerance, "Forward");
            Close.To(Golden.LossValue, model.Backward(Golden.Y), Tolerance, "Backward");
            CheckGradients(model, "");
        }

        private void CheckGradients(TestModel model, string how)
        {
            Close.To(Golden.InputGradients, model.InputGradients, Tolerance, $"dx {how}");
            double[] gradients = model.Gradients;
            foreach (var (parameter, expected) in Golden.Grads)
            {
                string named = GoldenDeclaration.ParameterName(Golden, parameter);
                Close.To(expected, model.Canonical(gradients, named), Tolerance, $"gradient of {named} {how}");
            }
        }

        private void CheckSteps(TestModel model, string how, Func<TestModel, double> step)
        {
            double[] losses = [.. Golden.Steps.Losses.Select(_ => step(model))];
            Close.To(Golden.Steps.Losses, losses, Tolerance, $"losses by {how}");
            foreach (var (parameter, values) in Golden.Steps.Kept)
            {
                Close.To(values, model.GetParameter(GoldenDeclaration.ParameterName(Golden, parameter)), Tolerance, $"{parameter} after all steps by {how}");
            }

            Close.To(Golden.EvalOutputAfterSteps, model.Predict(Golden.X), Tolerance, $"Predict after all steps by {how}");
        }

        private double Separately(TestModel model, bool classes = false)
        {
            model.Forward(Golden.X);
            double loss = classes ? model.Backward(Golden.Classes) : model.Backward(Golden.Y);
            model.Update();
            return loss;
        }
    }
}
