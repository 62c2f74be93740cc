using Microsoft.EntityFrameworkCore;
using Tongban.Cases;
using Tongban.Kernel;
using Tongban.Shared.Files;

namespace Tongban.Voices;

/// <summary>Takes what is sent along: pictures and documents, told by content; one that is refused refuses them all.</summary>
public sealed class VoiceFiles(TongbanDb db, CaseMoments moments, FileStore files)
{
    /// <remarks>Refusals: <c>voice.too-many-files</c>, those of a file.</remarks>
    public async Task KeepAsync(Voice of, IEnumerable<IFormFile> sent, Actor by, CancellationToken stop = default)
    {
        var given = sent.Where(file => file.FileName.Length > 0).ToList();
        if (given.Count == 0)
        {
            return;
        }

        Refusal.Unless(given.Count <= VoiceFile.MaxAtOnce, "voice.too-many-files", VoiceFile.MaxAtOnce);
        Refusal.Unless(await db.Set<VoiceFile>().CountAsync(file => file.VoiceId == of.Id, stop) + given.Count <= VoiceFile.MaxEach, "voice.too-many-files", VoiceFile.MaxEach);
        foreach (var upload in given)
        {
            Keep(of, await files.KeepAsync(upload, stop), FileStore.NameOf(upload), by);
        }

        of.TakeFiles(given.Count, moments.By(by));
    }

    /// <summary>One that was checked before.</summary>
    public void Keep(Voice of, StoredFile stored, string name, Actor by) => db.Add(new VoiceFile(of, stored, name, moments.By(by)));
}
