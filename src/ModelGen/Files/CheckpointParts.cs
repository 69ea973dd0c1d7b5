using System.Collections.Generic;

namespace ModelGen.Files;

/// <summary>What a checkpoint holds beside model and optimizer.</summary>
/// <param name="Metadata">How far the training was; keys begin with <see cref="MetadataKeys.Checkpoint"/>.</param>
/// <param name="Best">The best parameters so far, in the model's own order; empty if they are not kept.</param>
internal sealed record CheckpointParts<T>(IReadOnlyDictionary<string, string> Metadata, T[] Best);
