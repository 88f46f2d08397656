using System.Reflection;

namespace AeKit.Kernel.Display;

/// <summary>What a member of a displayed object says. One that fails says why, and the others are shown all the same.</summary>
internal static class MemberText
{
    public static string Of(Func<string?> read)
    {
        try
        {
            return read() ?? "";
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            var cause = exception is TargetInvocationException { InnerException: { } inner } ? inner : exception;
            return $"{cause.GetType().Name}: {cause.Message}";
        }
    }
}
