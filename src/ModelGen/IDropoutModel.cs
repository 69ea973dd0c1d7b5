namespace ModelGen;

/// <summary>A model that drops numbers at random while it trains.</summary>
/// <remarks>Both numbers together decide what the next step drops: to repeat a step, or to go on where another process stopped, set them.</remarks>
public interface IDropoutModel
{
    /// <summary>What dropout draws from: the seed that the model was made with, unless set.</summary>
    int DropoutSeed { get; set; }

    /// <summary>The number of the next step, from 0: each <c>Forward</c> and each <c>TrainBatch</c> draws anew and adds 1.</summary>
    long DropoutStep { get; set; }
}
