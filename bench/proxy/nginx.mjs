// deploy/nginx-pixpro.conf as it is, but for the addresses; nginx as a plain process of whoever runs this.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { until } from '../stage.mjs';

const freePort = () => new Promise((found) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => found(port));
  });
});

export async function nginx(urls) {
  const port = await freePort();
  const folder = resolve('../target/bench/nginx');
  mkdirSync(`${folder}/temp`, { recursive: true });
  let site = readFileSync('../deploy/nginx-pixpro.conf', 'utf8').replace('listen 8000;', `listen 127.0.0.1:${port};`);
  urls.forEach((url, i) => {
    site = site.replaceAll(`server pixpro-${i + 1}:8080;`, `server ${new URL(url).host.replace('localhost', '127.0.0.1')};`);
  });
  writeFileSync(`${folder}/pixpro.conf`, site);
  const temp = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${folder}/temp/${kind};`);
  writeFileSync(`${folder}/nginx.conf`, `daemon off; worker_processes 1; pid ${folder}/pid; error_log ${folder}/error.log;
events { worker_connections 4096; }
http {
  ${temp.join('\n  ')}
  log_format sockets '$remote_addr $request_method $uri $arg_transport $status $upstream_addr';
  access_log ${folder}/access.log sockets;
  include ${folder}/pixpro.conf;
}
`);
  const server = spawn('nginx', ['-p', folder, '-e', `${folder}/error.log`, '-c', `${folder}/nginx.conf`], { stdio: ['ignore', 2, 2] });
  server.on('error', () => console.log('nginx cannot be started: is it installed?'));
  process.on('exit', () => server.kill());
  const url = `http://127.0.0.1:${port}`;
  await until('nginx answers', () => fetch(url).then(() => true, () => false), 10);
  return url;
}
