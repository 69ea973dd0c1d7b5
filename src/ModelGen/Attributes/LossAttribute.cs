using System;

namespace ModelGen;

/// <summary>What training minimises: a number per example, averaged over the batch. A model has at most one.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, AllowMultiple = true, Inherited = false)]
public abstract class LossAttribute : Attribute;
