namespace AeKit.Teaching;

/// <summary>An answer is no method of the signature that a question asks for.</summary>
internal sealed class AnswerTypeException(string message) : Exception(message);
