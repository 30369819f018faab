param token string
param location string
param tags object
param principalId string
param endpointSubnetId string?
param networkId string?

@secure()
param sendGridApiKey string

@secure()
param tokenKey string

@secure()
param previousTokenKey string

@secure()
param webhookSecret string

var private = endpointSubnetId != null
var secretsUser = '4633458b-17de-408a-b874-0445c86b69e6'

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: 'kv-balance-${token}'
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    publicNetworkAccess: private ? 'Disabled' : 'Enabled'
    networkAcls: { defaultAction: private ? 'Deny' : 'Allow', bypass: 'AzureServices' }
  }

  resource sendGrid 'secrets' = {
    name: 'sendgrid-api-key'
    properties: { value: sendGridApiKey }
  }

  resource tokens 'secrets' = {
    name: 'token-key'
    properties: { value: tokenKey }
  }

  // Without a previous key the current one stands here too, so that the app's settings are the same before and after a change of keys.
  resource previousTokens 'secrets' = {
    name: 'previous-token-key'
    properties: { value: empty(previousTokenKey) ? tokenKey : previousTokenKey }
  }

  resource webhooks 'secrets' = {
    name: 'webhook-secret'
    properties: { value: webhookSecret }
  }
}

resource grant 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, principalId, secretsUser)
  scope: vault
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', secretsUser)
  }
}

module endpoint 'endpoint.bicep' = if (private) {
  params: {
    targetId: vault.id
    groupId: 'vault'
    zoneName: 'privatelink.vaultcore.azure.net'
    location: location
    tags: tags
    subnetId: endpointSubnetId ?? ''
    networkId: networkId ?? ''
  }
}

@description('Where the app finds each secret; always the newest version.')
output secretUris { sendGrid: string, token: string, previousToken: string, webhook: string } = {
  sendGrid: '${vault.properties.vaultUri}secrets/sendgrid-api-key'
  token: '${vault.properties.vaultUri}secrets/token-key'
  previousToken: '${vault.properties.vaultUri}secrets/previous-token-key'
  webhook: '${vault.properties.vaultUri}secrets/webhook-secret'
}
