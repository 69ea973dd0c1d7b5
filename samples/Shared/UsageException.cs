using System;

namespace Samples;

/// <summary>The arguments cannot be understood; the message says which, and what is expected.</summary>
internal sealed class UsageException(string message) : Exception(message);
