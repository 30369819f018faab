param workspaceName string
param ruleId string
param location string
param tags object
param properties object

// A rule names its workspace and a workspace its rule, so the workspace is told only once the rule is there.
resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: workspaceName
  location: location
  tags: tags
  properties: union(properties, { defaultDataCollectionRuleResourceId: ruleId })
}
