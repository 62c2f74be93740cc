namespace Tongban.Shared.Rush;

/// <summary>One command as somebody asked for it.</summary>
/// <param name="Centre">Whose rows it is about.</param>
/// <param name="Key">The request's key; null where it carries none (a device that counts on).</param>
/// <param name="Fingerprint">Hash of who asks, what for and with which content.</param>
public readonly record struct Asked(Guid Centre, string? Key, string Fingerprint);
