using System;

namespace ModelGen;

/// <summary>
/// Marks a method of yours that is to allocate nothing, such as the loop around <c>TrainBatch</c> or <c>Predict</c>, which allocate nothing either: the analyzer warns (MG0105)
/// of what allocates in its own body. What it calls is not looked into, and what it throws may be allocated.
/// </summary>
/// <example>
/// <code>
/// public static class Control
/// {
///     [NoAlloc]
///     public static float Steer(Pilot pilot, ReadOnlySpan&lt;float&gt; seen)
///     {
///         Span&lt;float&gt; answer = stackalloc float[1];
///         pilot.Predict(seen, answer);
///         return answer[0];
///     }
/// }
///
/// [Model]
/// [Input(8)]
/// [Dense(16, Activation.Tanh)]
/// [Dense(1)]
/// public sealed partial class Pilot;
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Constructor, Inherited = false)]
public sealed class NoAllocAttribute : Attribute;
