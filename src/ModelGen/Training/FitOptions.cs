using System;
using System.Collections.Immutable;
using System.Linq;
using ModelGen.Training.Resuming;

namespace ModelGen.Training;

/// <summary>How <c>Fit</c> trains. Every setting has a default.</summary>
public sealed record FitOptions
{
    /// <summary>How often all data is seen, 1 or more; 1 unless set.</summary>
    public int Epochs
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(Epochs), value, "Expected 1 or more epochs.");
    } = 1;

    /// <summary>
    /// The examples of one step, at most the model's MaxBatch, or 0, the default, for just that. An epoch's last step may
    /// have fewer.
    /// </summary>
    public int BatchSize
    {
        get;
        init => field = value >= 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(BatchSize), value, "Expected 1 or more examples, or 0 for MaxBatch.");
    }

    /// <summary>
    /// The batches of which the gradients are gathered for one step, 1 or more; 1 unless set. A step then is that of all their examples together, to rounding, and a <see cref="Schedule"/> counts
    /// steps. An epoch's last step may have fewer batches. Gathered batches are computed by one thread. See <see cref="GradientAccumulator{TModel, T}"/>.
    /// </summary>
    public int AccumulateBatches
    {
        get;
        init => field = value >= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(AccumulateBatches), value, "Expected 1 or more batches.");
    } = 1;

    /// <summary>
    /// The threads that share each step, 1 to 256, or 0, the default, for the model's own <c>DegreeOfParallelism</c>. Worth its while from some hundred
    /// microseconds a step on.
    /// </summary>
    public int DegreeOfParallelism
    {
        get;
        init => field = value is >= 0 and <= 256
            ? value
            : throw new ArgumentOutOfRangeException(nameof(DegreeOfParallelism), value, "Expected 1 to 256 threads, or 0 for the model's own.");
    }

    /// <summary>
    /// Whether every epoch has an order of its own; true unless set. Otherwise the data is taken as it stands, and not
    /// copied.
    /// </summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>What the orders are drawn from: an epoch's is a function of this and the epoch's number. 0 unless set.</summary>
    public int Seed { get; init; }

    /// <summary>The course of the learning rate, from the model's own at the start; constant unless set.</summary>
    public LearningRateSchedule Schedule
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(Schedule));
    } = LearningRateSchedule.Constant;

    /// <summary>If set, lowers the base rate, which <see cref="Schedule"/> then changes, when the loss stops falling.</summary>
    public ReduceOnPlateau? ReduceOnPlateau { get; init; }

    /// <summary>If set, ends the training when the loss stops falling.</summary>
    public EarlyStopping? EarlyStopping { get; init; }

    /// <summary>
    /// What is measured after each epoch, on the validation data if there is any, otherwise on the training data; nothing
    /// unless set.
    /// </summary>
    public ImmutableArray<Metric> Metrics
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>
    /// Which tensors are trained or frozen from which epoch on; nothing changes unless set. What is frozen when <c>Fit</c> ends stays so:
    /// <c>[new(1, "conv*", Trainable: false), new(4, "conv2"), new(6, "conv1")]</c> trains what stands behind two convolutions first.
    /// </summary>
    public ImmutableArray<TrainableFrom> Trainable
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>If set, files from which the training can be resumed, one after each epoch or each best one; none unless set.</summary>
    public Checkpoints? Checkpoints { get; init; }

    /// <summary>
    /// If set, the file of <see cref="Checkpoints"/> from which the training goes on, with the bits of one that was not interrupted: parameters, optimizer, learning rate, orders,
    /// dropout, frozen tensors, early stopping and history. Model, data and options must be those of the training that wrote it, or <see cref="ResumeDespite"/> names
    /// what is not; <see cref="Epochs"/> may be more. What a schedule of one's own computes is not compared.
    /// </summary>
    public string? ResumeFrom
    {
        get;
        init => field = value is not "" ? value : throw new ArgumentException("Expected the path of a file, or null to begin anew.", nameof(ResumeFrom));
    }

    /// <summary>
    /// What may differ from the training that wrote <see cref="ResumeFrom"/>, by the names that its refusal gives: <c>data</c>, <c>validation</c>, <c>training</c> (losses, optimizer and
    /// penalties as declared), <c>BatchSize</c>, <c>Schedule</c> and others of these options; <c>LearningRate</c> goes on with the model's in place of the file's. What is named is as it is
    /// now. Not <c>optimizer</c> (what it remembers), <c>Metrics</c> and <c>EarlyStopping</c>: files hold what came of them. None by default.
    /// </summary>
    /// <exception cref="ArgumentException">A name stands for nothing that may differ.</exception>
    public ImmutableArray<string> ResumeDespite
    {
        get;
        init
        {
            foreach (string name in value.IsDefault ? [] : value)
            {
                if (!FitSettings.MayDiffer.Contains(name))
                {
                    throw new ArgumentException($"'{name}' is none of what may differ: {string.Join(", ", FitSettings.MayDiffer)}.", nameof(ResumeDespite));
                }
            }

            field = value.IsDefault ? [] : value;
        }
    } = [];

    /// <summary>
    /// If set, the path of an HTML page that shows the training, written when it ends other than by an exception; one that is there is replaced. If that
    /// fails, the training is not lost: <c>Fit</c> returns as usual, and <see cref="History.ReportFailure"/> says why. No page unless set.
    /// </summary>
    public string? Report
    {
        get;
        init => field = value is not "" ? value : throw new ArgumentException("Expected the path of a file, or null for no report.", nameof(Report));
    }
}
