namespace Tongban.Errors;

public sealed class NotFoundModel : ErrorPage
{
}
