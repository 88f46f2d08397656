namespace AeKit.Kernel.Display;

/// <summary>Where a running cell gets what its user types.</summary>
internal interface IInputSource
{
    /// <summary>Asks the user and waits for the answer, a line without its end.</summary>
    /// <param name="prompt">What the user is asked; may be empty.</param>
    /// <param name="isPassword">Whether the answer must not be shown.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidOperationException">There is no one to ask.</exception>
    Task<string> ReadAsync(string prompt, bool isPassword, CancellationToken cancellationToken);
}
