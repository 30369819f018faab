type principal = { id: string, name: string, type: ('ServicePrincipal' | 'User') }

param token string
param location string
param tags object
param sku string
param storageGb int

@description('The app. It administrates its own server, which holds nothing else, since it keeps the schema up to date.')
param appPrincipal principal

@description('Whoever deploys, for balance roster, token and other commands; no name for a workflow.')
param operator principal

param endpointSubnetId string?
param networkId string?

var private = endpointSubnetId != null
var tier = startsWith(sku, 'Standard_B') ? 'Burstable' : startsWith(sku, 'Standard_E') ? 'MemoryOptimized' : 'GeneralPurpose'

resource server 'Microsoft.DBforPostgreSQL/flexibleServers@2024-08-01' = {
  name: 'psql-balance-${token}'
  location: location
  tags: tags
  sku: { name: sku, tier: tier }
  properties: {
    version: '17'
    authConfig: { activeDirectoryAuth: 'Enabled', passwordAuth: 'Disabled', tenantId: tenant().tenantId }
    storage: { storageSizeGB: storageGb, autoGrow: 'Enabled' }
    backup: { backupRetentionDays: 14, geoRedundantBackup: 'Disabled' }
    highAvailability: { mode: 'Disabled' }
    network: { publicNetworkAccess: private ? 'Disabled' : 'Enabled' }
  }
}

resource balance 'Microsoft.DBforPostgreSQL/flexibleServers/databases@2024-08-01' = {
  parent: server
  name: 'balance'
  properties: { charset: 'UTF8', collation: 'en_US.utf8' }
}

// The app's outbound addresses are not known beforehand. Nobody gets in without a token of Entra.
resource fromAzure 'Microsoft.DBforPostgreSQL/flexibleServers/firewallRules@2024-08-01' = if (!private) {
  parent: server
  name: 'azure'
  properties: { startIpAddress: '0.0.0.0', endIpAddress: '0.0.0.0' }
}

// The server takes one change at a time, so everything waits for what stands above it.
resource appAdministrator 'Microsoft.DBforPostgreSQL/flexibleServers/administrators@2024-08-01' = {
  parent: server
  name: appPrincipal.id
  properties: { principalName: appPrincipal.name, principalType: appPrincipal.type, tenantId: tenant().tenantId }
  dependsOn: [balance, fromAzure]
}

resource operatorAdministrator 'Microsoft.DBforPostgreSQL/flexibleServers/administrators@2024-08-01' = if (!empty(operator.name)) {
  parent: server
  name: operator.id
  properties: { principalName: operator.name, principalType: operator.type, tenantId: tenant().tenantId }
  dependsOn: [appAdministrator]
}

module endpoint 'endpoint.bicep' = if (private) {
  params: {
    targetId: server.id
    groupId: 'postgresqlServer'
    zoneName: 'privatelink.postgres.database.azure.com'
    location: location
    tags: tags
    subnetId: endpointSubnetId ?? ''
    networkId: networkId ?? ''
  }
  dependsOn: [operatorAdministrator]
}

output host string = server.properties.fullyQualifiedDomainName

@description('Without a password: the app brings a token. Ten connections an instance, so that forty instances fit into a small server.')
output connectionString string = 'Host=${server.properties.fullyQualifiedDomainName};Database=${balance.name};Username=${appPrincipal.name};SSL Mode=VerifyFull;Maximum Pool Size=10'
