// Talks to the endpoint as the npm client does, and prints what it got as one line of JSON: node client.mjs DISCOVERY KEY
import { createRequire } from 'node:module';

const Open311 = createRequire(import.meta.url)('open311');
const [discovery, apiKey] = process.argv.slice(2);
const client = new Open311({ discovery, apiKey });

const ask = (method, ...given) => new Promise((resolve, reject) =>
  client[method](...given, (fault, answer) => (fault ? reject(new Error(`${method}: ${fault} ${answer}`)) : resolve(answer))));

const refused = (method, ...given) => ask(method, ...given).then(() => null, fault => fault.message);

// The program under test is no office's: it says so, and the client has to ask for it.
await ask('serviceDiscovery', { cache: true, type: 'test' });
const services = await ask('serviceList');
const definition = await ask('serviceDefinition', 'suggestion');
const [made] = await ask('submitRequest', {
  service_code: 'suggestion',
  description: '大厅门口的坡道太陡，轮椅上不去。',
  lat: 34.7601,
  long: 113.7202,
  last_name: '王',
  first_name: '小明',
  phone: '13800138311',
  attributes: { body: 'D02', may_publish: 'yes' },
});
const listed = await ask('serviceRequests', { service_code: 'suggestion' });
const [one] = await ask('serviceRequest', made.service_request_id);
const unknown = await refused('submitRequest', { service_code: 'pothole', description: 'x' });
client.apiKey = 'wrong';
const wrongKey = await refused('submitRequest', { service_code: 'suggestion', description: 'x' });

console.log(JSON.stringify({ endpoint: client.endpoint, services, definition, made, listed, one, unknown, wrongKey }));
