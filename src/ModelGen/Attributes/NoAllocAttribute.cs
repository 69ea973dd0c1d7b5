using System;

namespace ModelGen;

/// <summary>
/// Marks a method of yours that is to allocate nothing, such as the loop around <c>TrainBatch</c> or <c>Predict</c>, which allocate nothing either: the analyzer warns (MG0105)
/// of what allocates in its own body. What it calls is not looked into, and what it throws may be allocated.
/// </summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Constructor, Inherited = false)]
public sealed class NoAllocAttribute : Attribute;
