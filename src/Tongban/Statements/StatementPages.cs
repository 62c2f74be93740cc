using Microsoft.AspNetCore.Authorization;
using Tongban.Shared;

namespace Tongban.Statements;

/// <summary>What the pages can do for people with disabilities, and whom to call when they cannot.</summary>
[AllowAnonymous]
public sealed class AccessibilityModel : TongbanPage;

/// <summary>What is asked of people, why, and what becomes of it (个人信息保护法 §17: notice).</summary>
[AllowAnonymous]
public sealed class PrivacyModel : TongbanPage;
