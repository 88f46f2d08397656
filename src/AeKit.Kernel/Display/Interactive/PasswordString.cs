namespace Microsoft.DotNet.Interactive;

/// <summary>What a user has typed unseen; shown, it stays so.</summary>
public sealed class PasswordString
{
    private readonly string _password;

    internal PasswordString(string password) => _password = password;

    /// <summary>What was typed.</summary>
    public string GetClearTextPassword() => _password;

    /// <summary>As many dots as would show nothing.</summary>
    public override string ToString() => "••••••••";
}
