using System;
using ModelGen;
using ModelGen.Data;
using ModelGen.Training;
using Samples;
using Samples.Configurable;
using Samples.Pictures;

const string Help = """
    Fits a curve through noisy points with ten hidden units, in mini-batches of ten.

    Configurable [tanh|sigmoid] [--epochs N] [--seed N] [--out FOLDER]

      tanh, sigmoid  the activation of the hidden units; tanh unless given
      --epochs       how often each point is seen; 1000 unless given
      --seed         what the start and the noise are drawn from; 1 unless given
      --out          where curve.svg and loss.svg go; beside the program unless given
    """;

return Sample.Run(args, Help, (line, cancellation) =>
{
    int epochs = line.Integer("--epochs", otherwise: 1000, minimum: 1);
    int seed = line.Integer("--seed", otherwise: 1, minimum: 0);
    OutputFolder pictures = new(line);
    string activation = line.Argument() ?? "tanh";
    line.End();

    // The network is code before the program runs, so the choice is one between two networks.
    switch (activation)
    {
        case "tanh":
            Train(new TanhCurve(seed));
            break;
        case "sigmoid":
            Train(new SigmoidCurve(seed));
            break;
        default:
            throw new UsageException($"'{activation}' is no activation here, expected tanh or sigmoid.");
    }

    return Sample.Success;

    void Train<TModel>(TModel network)
        where TModel : ITrainableModel<TModel, float>
    {
        Dataset<float> data = CurveData.Make(200, seed);
        History history = TrainingBar.Run(
            TModel.ModelName,
            linesEvery: Math.Max(1, epochs / 10),
            report => $"epoch {report.Epoch,5}   loss {report.Loss:F5}",
            progress => network.Fit(data, CurveTraining.Options(epochs, seed), progress, cancellation));
        float loss = network.Evaluate(data.Inputs, data.Targets);
        Console.WriteLine($"final loss {loss:F5}; the noise alone is {CurveData.Noise * CurveData.Noise:F5}");

        pictures.Write("curve.svg", FittedCurve.Draw($"{TModel.ModelName}: loss {loss:F4}", network, data));
        pictures.Write("loss.svg", LossCurve.Draw($"{TModel.ModelName}: mean squared error", history));
    }
});
