using System.Linq;
using System.Threading;
using ModelGen;
using ModelGen.Training;

namespace Samples.TenRows;

/// <summary>Trains a network on the ten rows at once.</summary>
internal static class TenRowsTraining
{
    public const int Epochs = 20;

    /// <summary>The first epoch after which all ten rows are right; null if there is none.</summary>
    public static int? FirstPerfectEpoch<TModel>(TModel network, CancellationToken cancellation = default)
        where TModel : ITrainableModel<TModel, float>
    {
        FitOptions options = new() { Epochs = Epochs, Metrics = [Metric.Accuracy] };
        History history = network.Fit(TenRowsData.Rows.ToNumbers(), options, cancellationToken: cancellation);
        return history.Epochs.FirstOrDefault(epoch => epoch[Metric.Accuracy] == 1)?.Epoch;
    }
}
